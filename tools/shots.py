"""`make shots`: the pictures of the README, taken from the demo. Arguments choose pictures by the start of their names."""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tools import run
from tools.bench import served
from tools.house import PYTHON, ROOT, stop

PORT = 8473
FOLDER = ROOT / "docs" / "shots"
BOOKED = "lawyer"  # a service of the demo that takes bookings


@dataclass(frozen=True)
class Shot:
    """One picture: file name, address, width in px, colours, who is signed in (e-mail of the cast) or nobody."""

    name: str
    path: str
    width: int = 1280
    height: int = 900
    dark: bool = False
    who: str | None = None
    whole: bool = False


SHOTS = [
    Shot("languages", "/"),
    Shot("home-pl", "/pl/"),
    Shot("home-uk-390", "/uk/", width=390, height=844),
    Shot("home-ar-390", "/ar/", width=390, height=844),
    Shot("home-pl-dark", "/pl/", dark=True),
    Shot("centres-pl", "/pl/centres/?town=poznan", height=1100),
    Shot("centre-uk", "/uk/centres/poznan/", height=1100),
    Shot("times-uk-390", "/uk/book/times/?service={service}", width=390, height=1100),
    Shot("times-ar", "/ar/book/times/?service={service}"),
    Shot("numbers-en", "/en/numbers/", height=1100),
    Shot("today", "/desk/", height=1100, who="zuzanna@mosty.example"),
    Shot("today-dark", "/desk/", height=1100, dark=True, who="zuzanna@mosty.example"),
    Shot("calendar", "/desk/calendar/", height=1100, who="hanna@mosty.example"),
    Shot("network", "/network/", height=1100, who="joanna@mosty.example"),
]


def main() -> None:
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        stop("Pictures need Debian's Chromium: apt-get install chromium")
    chosen = [shot for shot in SHOTS if not sys.argv[1:] or shot.name.startswith(tuple(sys.argv[1:]))]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mosty-shots-") as folder:
        os.environ.update({"MOSTY_DATA_DIR": folder, "DATABASE_URL": "", "MOSTY_SITE_URL": f"http://127.0.0.1:{PORT}"})
        env = run.environment("127.0.0.1", PORT)
        run.prepare(env)
        with served(env, PORT, "config.wsgi:application"), sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            )
            for shot in chosen:
                take(browser, shot, env)
            browser.close()


def take(browser: object, shot: Shot, env: dict[str, str]) -> None:
    """Open the page as that person and write the PNG."""
    address = f"http://127.0.0.1:{PORT}"
    context = browser.new_context(  # type: ignore[attr-defined]
        base_url=address,
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
        locale="pl-PL",
    )
    if shot.who:
        command = [str(PYTHON), "-m", "tools.demo_session", shot.who]
        name, value = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout.split()
        context.add_cookies([{"name": name, "value": value, "domain": urlsplit(address).hostname, "path": "/"}])
    page = context.new_page()
    answer = page.goto(shot.path.format(service=BOOKED))
    if answer is None or answer.status != 200:
        stop(f"{shot.name}: {shot.path} answered {answer.status if answer else 'nothing'}.")
    file = Path(FOLDER, f"{shot.name}.png")
    page.screenshot(path=file, full_page=shot.whole)
    context.close()
    print(f"  {file.relative_to(ROOT)}  {file.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
