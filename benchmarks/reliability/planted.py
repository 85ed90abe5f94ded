"""Two hundred planted identifiers: none is found in anything that the server writes.

``python benchmarks/reliability/planted.py`` plants 200; ``--times`` says how many, by eights.
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from figures import row, run
from temporary_clinic import temporary_clinic

sys.path.insert(0, str(Path(__file__).parents[2]))

_OF_A_PERSON_COUNT = 8


def measure(times: int) -> list[dict[str, Any]]:
    """Plant so many identifiers, and look for them in every file, dump, page, log and address."""
    with temporary_clinic(), tempfile.TemporaryDirectory(prefix="restride-planted-") as folder:
        from tests.clinic.disguises import found_in
        from tests.clinic.looking import places_of
        from tests.clinic.planting import made_up_people, plant
        from tests.clinic.signing_in import show_second_factor

        people = made_up_people(max(4, times // _OF_A_PERSON_COUNT))
        world = plant(people, sign_in=show_second_factor)
        places = places_of(world, folder=Path(folder))
        identifiers = [text for person in people for text in person.identifiers]
        begun_s = time.monotonic()
        found = found_in(identifiers, places)
        took_s = time.monotonic() - begun_s
    for each in found:
        print(each)
    size_mb = sum(map(len, places.values())) / 1e6
    looked = f"{len(places)} places, {size_mb:.0f} MB, {took_s:.0f} s"
    return [
        row(
            f"planted identifiers found ({len(identifiers)} planted, {looked})",
            got=str(len(found)),
            must="0",
            is_reached=not found,
        )
    ]


if __name__ == "__main__":
    run(measure, times=200)
