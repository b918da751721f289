"""The drawing process behind `mosty.core.charts`: one Vega-Lite description a line in, one SVG a line out.

It runs as a program of its own, because the JavaScript engine inside takes over 100 MB. It knows nothing of Django, and ends by
itself: when nobody asked for a minute, when its parent is gone, or after so many drawings that its memory has grown.
"""

import json
import select
import sys

import vl_convert

IDLE_SECONDS = 60
MOST_DRAWINGS = 300


def main() -> None:
    """Answer until there is no more work."""
    for _ in range(MOST_DRAWINGS):
        ready, _, _ = select.select([sys.stdin], [], [], IDLE_SECONDS)
        line = sys.stdin.readline() if ready else ""
        if not line:
            return
        try:
            answer = {"svg": vl_convert.vegalite_to_svg(json.loads(line), allowed_base_urls=[])}
        except ValueError as wrong:
            answer = {"error": str(wrong)[:500]}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
