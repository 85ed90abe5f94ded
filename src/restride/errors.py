"""What can go wrong, as a tree.

RestrideError
├── RecordingError              the file cannot be used
│   ├── UnknownFormat           no reader recognises it, or several do
│   ├── FileNotUsable           missing, empty, a directory, not to be opened
│   ├── DamagedFile             the format is known and its content is broken
│   ├── MissingChannel          a needed channel, placement or unit is not there
│   ├── RecordingTooLarge       decoded it would not fit the stated limit
│   ├── TrialNotFound           the file holds other trials, or several
│   ├── StreamRefused           a header, a block of samples or a mark is not as a stream's must be
│   ├── SequenceGap             a frame of a log comes before the one it must follow
│   └── StorageError            what is recorded cannot be kept: disk full or failing, log in use
├── AnalysisError               the signal cannot answer the question
│   ├── SignalTooShort
│   ├── SignalNotUsable         constant, all missing, saturated throughout
│   ├── ViewNotUsable           a picture shows the person too small, or from the wrong side
│   └── ClocksDisagree          two sensors cannot be brought to one time
├── ContentError                a case, a licence pack or the clinical content is not as it must be
├── OptionError                 what was asked for makes no sense
├── VaultError                  what is kept sealed, or its keys, cannot be used
│   ├── KeyringNotUsable        missing, readable by others, damaged, or in use
│   ├── UnknownKey              the key ring holds no key of this name
│   ├── SealBroken              changed, cut, or standing in another place than it was sealed for
│   ├── StoreNotUsable          a stored file is missing, is there already, or cannot be written
│   └── StoreFull               no room is left for what should be stored
└── MissingDependency           an optional part of the installation is needed

Every message says what was needed, what was found, and what to do.
Finding nothing is no error: an analysis that finds no step returns no step.
"""


class RestrideError(Exception):
    """Anything Restride can explain. The text is for a person to act on."""


class RecordingError(RestrideError):
    """The file cannot be used."""


class UnknownFormat(RecordingError):
    """No reader recognises the file, or more than one does."""


class FileNotUsable(RecordingError):
    """The path leads to no readable, non-empty file."""


class DamagedFile(RecordingError):
    """The format is known, and the content does not keep to it."""


class MissingChannel(RecordingError):
    """A channel, placement, rate or unit that is needed is not in the file and was not given."""


class RecordingTooLarge(RecordingError):
    """Decoded, the recording would take more memory than the stated limit."""

    def __init__(self, *, needed_bytes: int, limit_bytes: int, what: str) -> None:
        self.needed_bytes = needed_bytes
        self.limit_bytes = limit_bytes
        super().__init__(
            f"{what} would take {needed_bytes / 1e6:,.0f} MB of memory once decoded, and the limit "
            f"is {limit_bytes / 1e6:,.0f} MB. Cut the recording into shorter files, or raise the "
            "limit with RESTRIDE_DECODED_LIMIT_MB."
        )


class TrialNotFound(RecordingError):
    """The named trial is not in the file, or one must be named."""


class StreamRefused(RecordingError):
    """A header, a block of samples or a mark of a stream is not as it must be."""


class SequenceGap(RecordingError):
    """A frame comes before the one it must follow: the sender goes back to ``needed``."""

    def __init__(self, *, needed: int, found: int) -> None:
        self.needed = needed
        self.found = found
        super().__init__(
            f"The next frame of the log must bear the number {needed}, and this one bears {found}. "
            f"Send from {needed} on."
        )


class StorageError(RecordingError):
    """What is recorded cannot be kept: nothing after the last ``sync`` may be acknowledged."""

    def __init__(self, text: str, *, is_full: bool = False) -> None:
        #: Whether it is for want of room.
        self.is_full = is_full
        super().__init__(text)


class AnalysisError(RestrideError):
    """The signal cannot answer the question."""


class SignalTooShort(AnalysisError):
    """The signal ends before the analysis can say anything."""

    def __init__(self, *, duration_s: float, needed_s: float, analysis: str) -> None:
        self.duration_s = duration_s
        self.needed_s = needed_s
        super().__init__(
            f"{analysis} needs at least {needed_s:g} s of signal, and got {duration_s:.2f} s. "
            "Record for longer, or join the pieces of the recording first."
        )


class SignalNotUsable(AnalysisError):
    """Nothing moves in the signal, or nothing was recorded: it carries no information."""


class ViewNotUsable(AnalysisError):
    """A picture shows the person too small, not whole, or from the wrong side."""


class ClocksDisagree(AnalysisError):
    """Two sensors of one recording cannot be brought to one time."""


class ContentError(RestrideError):
    """A field of a case, of a licence pack or of the clinical content is not as it must be."""


class OptionError(RestrideError):
    """What was asked for contradicts itself or lies outside its range."""


class VaultError(RestrideError):
    """What is kept sealed, or its keys, cannot be used. The text never holds what was sealed."""


class KeyringNotUsable(VaultError):
    """The key ring is missing, readable by others, damaged, or another program is changing it."""


class UnknownKey(VaultError):
    """The key ring holds no key of this name."""


class SealBroken(VaultError):
    """A sealed value or file was changed, was cut, or stands in another place."""


class StoreNotUsable(VaultError):
    """A stored file is missing, is there already, or cannot be written or read."""


class StoreFull(VaultError):
    """No room is left for what should be stored; nothing of it was kept."""


class MissingDependency(RestrideError):
    """An optional part of the installation is needed for what was asked."""

    def __init__(self, *, package: str, extra: str, purpose: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(
            f"{purpose} needs the package '{package}', and it is not installed. "
            f"Install it with: pip install 'restride[{extra}]'"
        )
