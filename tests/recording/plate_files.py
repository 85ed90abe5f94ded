"""Small files of every format of plates, made from one person whose sway we wrote."""

import numpy as np

RATE_HZ = 100.0
WEIGHT_N = 700.0
GRAVITY_MPS2 = 9.80665


def stander(samples_count=600, *, rate_hz=RATE_HZ):
    """Sway of a person: forward and right in mm, vertical force, horizontal force of the ground."""
    time_s = np.arange(samples_count) / rate_hz
    forward_mm = 40 + 9 * np.sin(2 * np.pi * 0.31 * time_s) + 3 * np.sin(2 * np.pi * 0.9 * time_s)
    right_mm = -12 + 5 * np.sin(2 * np.pi * 0.43 * time_s + 1) + np.cos(2 * np.pi * 1.1 * time_s)
    vertical_n = WEIGHT_N + 2 * np.sin(2 * np.pi * 0.7 * time_s)
    # The ground pushes back against the sway.
    level_n = -0.4 * np.column_stack([forward_mm - 40, right_mm + 12])
    return time_s, np.column_stack([forward_mm, right_mm]), vertical_n, level_n


def on_two_plates(samples_count=600):
    """The same person on two plates: centre in mm and force of the left and of the right foot."""
    time_s, centre_mm, vertical_n, level_n = stander(samples_count)
    left_share = 0.55 + 0.02 * np.sin(2 * np.pi * 0.2 * time_s)
    # The left foot 100 mm to the left; the right one where the net stays what it is.
    left_mm = centre_mm + np.array([3.0, -100.0])
    right_mm = (centre_mm - left_share[:, None] * left_mm) / (1 - left_share[:, None])
    return {
        "time_s": time_s,
        "net": (centre_mm, vertical_n, level_n),
        "left": (left_mm, left_share * vertical_n, left_share[:, None] * level_n),
        "right": (right_mm, (1 - left_share) * vertical_n, (1 - left_share[:, None]) * level_n),
    }


def bds_text(samples_count=600):
    """Columns in N, Nm and cm; x forward, y right, z down: forces on the plate."""
    time_s, centre_mm, vertical_n, level_n = stander(samples_count)
    x_m, y_m = centre_mm.T / 1000
    rows = np.column_stack(
        [
            time_s + 0.01,
            -level_n,
            vertical_n,
            y_m * vertical_n,
            -x_m * vertical_n,
            np.zeros(samples_count),
            centre_mm / 10,
        ]
    )
    names = ["Time[s]", "Fx[N]", "Fy[N]", "Fz[N]", "Mx[Nm]", "My[Nm]", "Mz[Nm]"]
    names += ["COPx[cm]", "COPy[cm]"]
    return _text(names, rows, delimiter="\t", decimals=6)


def pds_text(samples_count=600):
    """Columns in N and m; X forward, Y up, Z right."""
    person = on_two_plates(samples_count)
    columns, names = [person["time_s"]], ["Time"]
    for letter, plate in (("R", "right"), ("L", "left")):
        names += [f"{letter}GRF_{axis}" for axis in "XYZ"]
        columns += _with_up(person[plate][2], person[plate][1])
    names += [f"GRFNET_{axis}" for axis in "XYZ"]
    columns += _with_up(person["net"][2], person["net"][1])
    zero = np.zeros(samples_count)
    for name, plate in (("RCOP", "right"), ("LCOP", "left"), ("COPNET", "net")):
        names += [f"{name}_{axis}" for axis in "XYZ"]
        columns += _with_up(person[plate][0] / 1000, zero)
    names += ["RFREEMOMENT_Y", "LFREEMOMENT_Y"]
    columns += [zero, zero]
    return _text(names, np.column_stack(columns), delimiter="\t", decimals=6)


def amti_csv(samples_count=600, *, dropouts=(3, 4)):
    """Notes, then x right, y forward, z down in N, Nm and m, with frames of zeros."""
    time_s, centre_mm, vertical_n, level_n = stander(samples_count)
    y_m, x_m = centre_mm.T / 1000
    numbers = np.column_stack(
        [
            -level_n[:, ::-1],
            vertical_n,
            y_m * vertical_n,
            -x_m * vertical_n,
            np.zeros(samples_count),
            x_m,
            y_m,
            np.zeros(samples_count),
        ]
    )
    numbers[list(dropouts)] = 0
    frames = np.arange(samples_count)
    rows = np.column_stack([frames, time_s, frames, numbers])
    corners = [
        f"{corner}_{axis},0.000000,"
        for corner in ("PosX_PosY", "NegX_PosY", "NegX_NegY", "PosX_NegY")
        for axis in "XYZ"
    ]
    notes = [
        "Format Version,1.0,",
        "Take Name,person1,",
        "Capture Frame Rate,100.00,",
        "Export Frame Rate,100.00,",
        f"Total Frames In Take,{samples_count},",
        "Device Name,AMTI plate,",
        "Device Channel Count,6,",
        "",
        "PlateLength,19.750000,",
        "PlateWidth,19.750000,",
        *corners,
        "Offset_X,0.000000,",
        "",
        "",
    ]
    names = "MocapFrame, MocapTime, DeviceFrame, Fx, Fy, Fz, Mx, My, Mz, Cx, Cy, Cz"
    body = _text([names], rows, delimiter=",", decimals=6).decode()
    return ("\n".join(notes) + "\n" + body).encode()


def wii_log(samples_count=400, *, seed=1):
    """The load on four feet in kg, on a clock of about 62 Hz that jitters."""
    chance = np.random.default_rng(seed)
    steps_s = np.clip(chance.normal(0.016, 0.004, samples_count), 0.004, 0.03)
    time_s = np.cumsum(steps_s) - steps_s[0]
    centre_mm = wii_truth_mm(time_s)
    mass_kg = WEIGHT_N / GRAVITY_MPS2
    ahead = centre_mm[:, 0] / 119
    beside = centre_mm[:, 1] / 216.5
    corners = [
        mass_kg / 4 * (1 + ahead - beside - ahead * beside),
        mass_kg / 4 * (1 + ahead + beside + ahead * beside),
        mass_kg / 4 * (1 - ahead - beside + ahead * beside),
        mass_kg / 4 * (1 - ahead + beside - ahead * beside),
    ]
    rows = np.column_stack([time_s, *corners])
    names = ["time", "top_left_kg", "top_right_kg", "bottom_left_kg", "bottom_right_kg"]
    return _text(names, rows, delimiter=",", decimals=6)


def wii_truth_mm(time_s):
    """Forward and right, where the person on the board stands."""
    forward_mm = 10 + 8 * np.sin(2 * np.pi * 0.3 * time_s)
    right_mm = -5 + 6 * np.sin(2 * np.pi * 0.4 * time_s)
    return np.column_stack([forward_mm, right_mm])


def opensim_mot(samples_count=600):
    """Two plates and an empty third one, in N and m; X forward, Y up, Z right."""
    person = on_two_plates(samples_count)
    zero = np.zeros(samples_count)
    columns, names = [person["time_s"]], ["time"]
    for number, plate in (("1", "right"), ("2", "left"), ("3", None)):
        nobody = (np.zeros((samples_count, 2)), zero, np.zeros((samples_count, 2)))
        centre_mm, vertical_n, level_n = person[plate] if plate else nobody
        for kind, of_kind in (
            ("v", _with_up(level_n, vertical_n)),
            ("p", _with_up(centre_mm / 1000, zero + 0.006)),
            ("m", [zero, zero, zero]),
        ):
            names += [f"ground_force_{number}_{kind}{axis}" for axis in "xyz"]
            columns += of_kind
    head = (
        f"nColumns={len(names)}\nnRows={samples_count}\nDataType=double\nversion=3\n"
        "OpenSimVersion=4.1\nendheader\n"
    )
    body = _text(names, np.column_stack(columns), delimiter="\t", decimals=6)
    return head.encode() + body


def plates_csv(samples_count=600):
    """A centre of pressure in named axes and units, with the load."""
    time_s, centre_mm, vertical_n, _ = stander(samples_count)
    rows = np.column_stack([time_s, centre_mm, vertical_n])
    return _text(["time_s", "cop_ap_mm", "cop_ml_mm", "fz_n"], rows, delimiter=",", decimals=4)


#: The bytes of the sample of each format, by the name of its file.
PLATE_SAMPLES = {
    "amti-csv.csv": amti_csv,
    "bds-text.txt": bds_text,
    "opensim-forces.mot": opensim_mot,
    "pds-text.txt": pds_text,
    "plates-csv.csv": plates_csv,
    "wii-board.csv": wii_log,
}


def write_plate_samples(folder):
    """Write the sample of every format of plates."""
    for name, content in PLATE_SAMPLES.items():
        (folder / name).write_bytes(content())


def _with_up(level, up):
    return [level[:, 0], up, level[:, 1]]


def _text(names, rows, *, delimiter, decimals):
    lines = [delimiter.join(names)]
    lines += [delimiter.join(f"{value:.{decimals}f}" for value in row) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def table(names, columns):
    """Write columns under a row of names."""
    rows = np.column_stack(columns)
    lines = [",".join(f"{value:.9g}" for value in row) for row in rows]
    return "\n".join([names, *lines])


def codes(recording):
    """List what was found, by code."""
    return [finding.code for finding in recording.findings]


def words(recording, code):
    """Join what was found and done under a code."""
    return " ".join(f"{each.found} {each.done}" for each in recording.findings if each.code == code)
