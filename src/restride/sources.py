"""The citations: who says so. Loaded only when somebody asks."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from restride.errors import OptionError


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication, by the key that the rest of the package cites."""

    key: str
    #: BibTeX entry type.
    kind: str
    #: Separated by semicolons; "and others" where the list goes on.
    authors: str
    year: int
    title: str
    published_in: str
    doi: str | None = None
    url: str | None = None

    @property
    def link(self) -> str | None:
        """Where to read it, where that is known for sure."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def citation(self) -> str:
        """The source in one line."""
        first = self.authors.split(";")[0]
        others = " et al." if ";" in self.authors else ""
        return f"{first}{others} ({self.year}). {self.title}. {self.published_in}."


@cache
def sources() -> dict[str, Source]:
    """Read every source; once a process."""
    import yaml

    text = (files("restride") / "sources.yaml").read_text(encoding="utf-8")
    rows = [Source(**row) for row in yaml.safe_load(text)["sources"]]
    return {row.key: row for row in rows}


def source(key: str) -> Source:
    """Find a source.

    Raises
    ------
    OptionError
        Where nothing bears the key.
    """
    known = sources()
    if key not in known:
        raise OptionError(
            f"A source must be one of the {len(known)} in sources.yaml, and '{key}' is none of "
            "them. Add it there, with a DOI only if it is known for sure."
        )
    return known[key]


def references_bib() -> str:
    """Write all sources as BibTeX, in order of their keys: the text of ``docs/references.bib``."""
    entries = [_entry(row) for _, row in sorted(sources().items())]
    return "% Made from src/restride/sources.yaml; change it there.\n\n" + "\n".join(entries)


def _entry(row: Source) -> str:
    fields = {
        "author": " and ".join(_as_bibtex_author(each) for each in row.authors.split(";")),
        "year": str(row.year),
        "title": f"{{{row.title}}}",
        "howpublished": row.published_in,
        "doi": row.doi,
        "url": row.url,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{row.kind}{{{row.key},", *lines, "}"]) + "\n"


def _as_bibtex_author(author: str) -> str:
    words = author.strip()
    if words == "and others":
        return "others"
    name, _, initials = words.rpartition(" ")
    is_person = name and initials.isupper() and len(initials) <= 3
    return f"{name}, {initials}" if is_person else f"{{{words}}}"
