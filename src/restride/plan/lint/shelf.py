"""All content side by side, so that what one file names can be looked for in another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any, Protocol, TypeVar

from restride.clinical.batteries import Battery, BatteryTest
from restride.clinical.conditions import Condition
from restride.clinical.content import Content, names_in, read_content
from restride.clinical.conversion import Conversion
from restride.clinical.evidence import CitedSource
from restride.clinical.falls.graph import FallsGraph
from restride.clinical.findings.rule import Rule, Signature
from restride.clinical.guideline import Guideline
from restride.clinical.instrument import Instrument
from restride.clinical.interpretation.schemas import (
    CutOff,
    GaitReference,
    McidRow,
    MdcRow,
    Reference,
    Remark,
)
from restride.clinical.precautions import Precaution
from restride.clinical.safety.effort import EffortBand
from restride.clinical.safety.measured import MeasuredPrecaution
from restride.clinical.safety.vital_limits import VitalLimit
from restride.plan.education import EducationTopic
from restride.plan.exercise import Exercise, Metric
from restride.plan.goals.goal_content import ExpectedRate, MeasureOutcomes
from restride.plan.library import Equipment, StopSet
from restride.plan.phases.phases import PhaseTemplate
from restride.plan.programmes.device_content import (
    CareAdvice,
    Device,
    DeviceGraph,
    GaitPattern,
    SelectionRule,
)
from restride.plan.programmes.figures import Figure
from restride.plan.programmes.heart_rate import IntensityBand
from restride.plan.proposing.start_levels import StartRule


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Row = TypeVar("_Row", bound=_Named)

#: Which rows a file holds; a folder ends in "/".
KINDS: Mapping[str, type] = {
    "clinical/sources": CitedSource,
    "clinical/conditions": Condition,
    "clinical/precautions": Precaution,
    "clinical/guidelines": Guideline,
    "clinical/conversions": Conversion,
    "clinical/vital_limits": VitalLimit,
    "clinical/measured_precautions": MeasuredPrecaution,
    "clinical/effort_bands": EffortBand,
    "clinical/finding_rules": Rule,
    "clinical/gait_signatures": Signature,
    "clinical/instruments/": Instrument,
    "clinical/battery_tests": BatteryTest,
    "clinical/batteries": Battery,
    "clinical/falls_graphs": FallsGraph,
    "clinical/interpretation/cut_offs": CutOff,
    "clinical/interpretation/references": Reference,
    "clinical/interpretation/detectable_changes": MdcRow,
    "clinical/interpretation/important_changes": McidRow,
    "clinical/interpretation/gait_references": GaitReference,
    "clinical/interpretation/remarks": Remark,
    "plan/metrics": Metric,
    "plan/equipment": Equipment,
    "plan/stop_sets": StopSet,
    "plan/start_levels": StartRule,
    "plan/expected_rates": ExpectedRate,
    "plan/goal_outcomes": MeasureOutcomes,
    "plan/intensity": IntensityBand,
    "plan/treadmill": Figure,
    "plan/body_weight_support": Figure,
    "plan/cueing": Figure,
    "plan/progression_rules": Figure,
    "plan/devices": Device,
    "plan/device_selection": SelectionRule,
    "plan/gait_patterns": GaitPattern,
    "plan/device_graphs": DeviceGraph,
    "plan/device_care": CareAdvice,
    "plan/phase_templates": PhaseTemplate,
    "plan/education": EducationTopic,
    "plan/exercises/": Exercise,
}


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """Every file of content that is there."""

    contents: tuple[Content[Any], ...]

    def rows(self, kind: type[_Row]) -> dict[str, _Row]:
        """List the rows of a kind by their names."""
        return {
            row.id: row
            for content in self.contents
            for row in content.rows
            if isinstance(row, kind)
        }

    def placed(self, kind: type[_Row]) -> Iterator[tuple[str, _Row]]:
        """List the rows of a kind, each with its file."""
        for content in self.contents:
            for row in content.rows:
                if isinstance(row, kind):
                    yield content.file, row

    @cached_property
    def file_of(self) -> dict[str, str]:
        """Tell the file of every exercise."""
        return {row.id: file for file, row in self.placed(Exercise)}


def read_shelf() -> Shelf:
    """Read every file of content that is there.

    Raises
    ------
    ContentError
        A row is not as its schema says.
    """
    return Shelf(
        contents=tuple(
            read_content(kind, room=room, name=name)
            for place, kind in KINDS.items()
            for room, name in _names(place)
        )
    )


def _names(place: str) -> list[tuple[str, str]]:
    room, name = place.split("/", 1)
    knowledge = files("restride") / room / "knowledge"
    if name.endswith("/"):
        return [(room, each) for each in names_in(room, name.rstrip("/"))]
    return [(room, name)] if (knowledge / f"{name}.yaml").is_file() else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A row, or a row inside one."""

    #: Empty for the row itself.
    path: str
    value: Any

    @property
    def owner(self) -> str:
        """Name of its class."""
        return type(self.value).__name__

    def path_of(self, field: str) -> str:
        """Tell the path of one of its fields."""
        return f"{self.path}.{field}" if self.path else field

    def fields(self) -> Iterator[tuple[str, Any]]:
        """List its fields with what stands in them."""
        for each in fields(self.value):
            yield each.name, getattr(self.value, each.name)


def parts(row: object, *, path: str = "") -> Iterator[Part]:
    """Walk through a row and every row inside it."""
    if is_dataclass(row) and not isinstance(row, type):
        part = Part(path=path, value=row)
        yield part
        for name, value in part.fields():
            yield from parts(value, path=part.path_of(name))
    elif isinstance(row, tuple):
        for number, each in enumerate(row, start=1):
            yield from parts(each, path=f"{path}.{number}")
