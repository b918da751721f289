// The kit's behaviours; each is found by its data- attribute and does nothing without it.
import "./autosubmit.js";
import "./copy.js";
import "./dialog.js";
import "./exit.js";
import "./focus.js";
import "./menu.js";
import "./near.js";
import "./print.js";
import "./shortcuts.js";
import "./strip.js";
import "./submit-once.js";
