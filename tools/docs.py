"""Every setting that config.env reads and every command of ours is explained in docs/operating.md; .env.example names every setting."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPERATING = ROOT / "docs" / "operating.md"
READERS = {"raw", "text", "flag", "number", "choice", "words", "folder", "address", "scanner", "secret", "database", "days"}
OF_RUN = {"PORT", "MOSTY_HOST", "MOSTY_WORKERS", "MOSTY_THREADS"}  # read by tools/run.py only


def settings_read() -> set[str]:
    """Names given to the readers of config.env anywhere in config/, and those of `make run`."""
    names = set(OF_RUN)
    for file in (ROOT / "config").glob("**/*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                continue
            owner, first = node.func.value, node.args[0]
            if isinstance(owner, ast.Name) and owner.id == "env" and node.func.attr in READERS and isinstance(first, ast.Constant):
                names.add(str(first.value))
    return names


def commands() -> set[str]:
    """Names of our management commands."""
    return {file.stem for file in ROOT.glob("mosty/*/management/commands/*.py") if not file.stem.startswith("_")}


def gaps() -> list[str]:
    """Every missing explanation as one sentence."""
    text = OPERATING.read_text() if OPERATING.exists() else ""
    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^#?\s*([A-Z][A-Z0-9_]+)=", example, re.M))
    read = settings_read()
    missing = [f"docs/operating.md does not explain the setting {name}" for name in sorted(read) if f"`{name}`" not in text]
    missing += [f"docs/operating.md does not explain the command {name}" for name in sorted(commands()) if f"`{name}`" not in text]
    missing += [f".env.example lacks {name}" for name in sorted(read - named)]
    missing += [f".env.example names {name}, which nothing reads" for name in sorted(named - read)]
    return missing


if __name__ == "__main__":
    found = gaps()
    print("\n".join(found) or "documentation: complete")
    raise SystemExit(1 if found else 0)
