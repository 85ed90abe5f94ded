"""A body that squats, as points and angles: what the samples of landmark formats are made from."""

import csv
import json

import numpy as np

RATE_HZ = 30.0
SIZE_PX = (720.0, 1280.0)
#: Height above the ground and distance forward, in metres, standing; then where a squat moves them.
BODY = {
    "nose": (1.60, 0.08, 0.42, 0.10),
    "eye": (1.64, 0.06, 0.42, 0.10),
    "ear": (1.62, 0.00, 0.42, 0.08),
    "shoulder": (1.42, 0.00, 0.42, 0.06),
    "elbow": (1.14, 0.00, 0.40, 0.20),
    "wrist": (0.90, 0.04, 0.25, 0.40),
    "hip": (0.92, 0.00, 0.38, -0.22),
    "knee": (0.50, 0.02, 0.06, 0.14),
    "ankle": (0.09, 0.00, 0.0, 0.0),
    "heel": (0.03, -0.06, 0.0, 0.0),
    "toe": (0.02, 0.18, 0.0, 0.0),
}
WIDTH_M = {"shoulder": 0.18, "elbow": 0.22, "wrist": 0.22, "hip": 0.09, "nose": 0.0}


def depth_share(frames_count=180, *, rate_hz=RATE_HZ):
    """How deep the squat is, 0 to 1: two squats in six seconds."""
    times_s = np.arange(frames_count) / rate_hz
    return np.clip(0.5 - 0.75 * np.cos(2 * np.pi * times_s / 3.0), 0.0, 1.0)


def point_m(name, depth):
    """Forward, left and up of a named point, (n_frames, 3)."""
    side, _, part = name.rpartition("-")
    up, forward, lower, further = BODY[part]
    left = {"left": 1, "right": -1}.get(side, 0) * WIDTH_M.get(part, 0.08)
    return np.column_stack(
        [forward + further * depth, np.full_like(depth, left), up - lower * depth]
    )


def body_m(names, *, frames_count=180, rate_hz=RATE_HZ):
    """All points, (n_frames, n_points, 3): forward, left, up."""
    depth = depth_share(frames_count, rate_hz=rate_hz)
    return np.stack([point_m(name, depth) for name in names], axis=1)


def picture_px(names, **timing):
    """The body seen from its right side, (n_frames, n_points, 2): to the right, and down."""
    body = body_m(names, **timing)
    return np.stack([300 + 550 * body[:, :, 0], 1100 - 550 * body[:, :, 2]], axis=2)


COCO = [
    "nose",
    *[
        f"{side}-{part}"
        for part in ("eye", "ear", "shoulder", "elbow", "wrist")
        for side in ("left", "right")
    ],
    *[f"{side}-{part}" for part in ("hip", "knee", "ankle") for side in ("left", "right")],
]
SIDED = [f"{side}-{part}" for part in BODY if part != "nose" for side in ("left", "right")]


def coco_with_scores():
    """(n_frames, 17, 3), the last the score."""
    flat = picture_px(COCO)
    return np.concatenate([flat, np.full((*flat.shape[:2], 1), 0.9)], axis=2).round(3)


def write_npy(path):
    np.save(path, coco_with_scores().astype(np.float32))


def write_npz(path):
    np.savez_compressed(
        path, keypoints=coco_with_scores().astype(np.float32), fps=np.array(RATE_HZ)
    )


def write_trc(path, *, rate_hz=100.0, frames_count=200, unit="mm", scale=1000.0):
    names = ["C7", *[name.replace("left-", "L").replace("right-", "R") for name in SIDED]]
    body = body_m(["nose", *SIDED], frames_count=frames_count, rate_hz=rate_hz)
    isb = np.stack([body[:, :, 0], body[:, :, 2], -body[:, :, 1]], axis=2) * scale
    rate = f"{rate_hz:g}"
    head = {"DataRate": rate, "CameraRate": rate, "NumFrames": f"{frames_count}"}
    head |= {"NumMarkers": f"{len(names)}", "Units": unit, "OrigDataRate": rate}
    head |= {"OrigDataStartFrame": "1", "OrigNumFrames": f"{frames_count}"}
    lines = [
        f"PathFileType\t4\t(X/Y/Z)\t{path.name}",
        "\t".join(head),
        "\t".join(head.values()),
        "Frame#\tTime\t" + "\t\t\t".join(names) + "\t\t",
        "\t\t" + "\t".join(f"{axis}{at + 1}" for at in range(len(names)) for axis in "XYZ"),
        "",
    ]
    for at, row in enumerate(isb):
        numbers = "\t".join(f"{value:.3f}" for value in row.ravel())
        lines.append(f"{at + 1}\t{at / rate_hz:.3f}\t{numbers}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def angles_deg(frames_count=200, *, rate_hz=100.0):
    """Coordinates of a model that squats, in degrees; the height of the pelvis in metres."""
    depth = depth_share(frames_count, rate_hz=rate_hz)
    columns = {"time": np.arange(frames_count) / rate_hz}
    columns |= {"pelvis_tilt": -20 * depth, "pelvis_ty": 0.95 - 0.38 * depth}
    for side in "rl":
        columns[f"hip_flexion_{side}"] = 80 * depth
        columns[f"knee_angle_{side}"] = 5 + 90 * depth
        columns[f"ankle_angle_{side}"] = 20 * depth
    columns["lumbar_extension"] = -15 * depth
    return columns


def write_mot(path, *, is_deg=True, columns=None):
    columns = columns or angles_deg()
    lines = [
        "Coordinates",
        "version=1",
        f"nRows={len(columns['time'])}",
        f"nColumns={len(columns)}",
        f"inDegrees={'yes' if is_deg else 'no'}",
        "endheader",
        "\t".join(columns),
    ]
    lines += [
        "\t".join(f"{value:.5f}" for value in row) for row in zip(*columns.values(), strict=True)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_angles_csv(path):
    columns = angles_deg()
    names = {
        "time": "time_s",
        "knee_angle_l": "left_knee_flexion_deg",
        "knee_angle_r": "right_knee_flexion_deg",
    }
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(names.values())
        rows.writerows(
            [f"{value:.4f}" for value in row]
            for row in zip(*(columns[name] for name in names), strict=True)
        )


def write_landmarks_csv(path):
    """Write a row a frame, as scripts around MediaPipe do: parts of the picture."""
    flat = picture_px(SIDED) / np.array(SIZE_PX)
    names = [name.replace("-", "_").replace("toe", "foot_index").upper() for name in SIDED]
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        header = [f"{name}_{axis}" for name in names for axis in ("x", "y", "visibility")]
        rows.writerow(["frame", "timestamp_ms", *header])
        for at, points in enumerate(flat):
            seen = np.column_stack([points, np.full(len(points), 0.95)])
            rows.writerow(
                [at, f"{at * 1000 / RATE_HZ:.2f}", *(f"{each:.5f}" for each in seen.ravel())]
            )


BODY_25 = (
    ["nose", "neck"]
    + [f"{side}-{part}" for side in ("right", "left") for part in ("shoulder", "elbow", "wrist")]
    + ["pelvis"]
    + [f"{side}-{part}" for side in ("right", "left") for part in ("hip", "knee", "ankle")]
    + ["right-eye", "left-eye", "right-ear", "left-ear"]
    + [f"{side}-{part}" for side in ("left", "right") for part in ("toe", "toe", "heel")]
)
MIDDLES = {"neck": "shoulder", "pelvis": "hip"}


def openpose_frames(*, shift_px=0.0, frames_count=120, scale=1.0):
    """One person, (n_frames, 25, 3): x, y, confidence."""
    names = [MIDDLES.get(name, name) for name in BODY_25]
    flat = picture_px(names, frames_count=frames_count) * scale + np.array([shift_px, 0.0])
    return np.concatenate([flat, np.full((*flat.shape[:2], 1), 0.8)], axis=2).round(1)


def openpose_people(*people):
    """Frames of one or several people, as JSON holds them."""
    return [
        {
            "version": 1.3,
            "people": [{"pose_keypoints_2d": person[at].ravel().tolist()} for person in people],
        }
        for at in range(len(people[0]))
    ]


def write_openpose(path):
    path.write_text(json.dumps(openpose_people(openpose_frames())), encoding="utf-8")


def write_mmpose(path):
    whole = coco_with_scores()[:120]
    names = {str(at): name.replace("-", "_") for at, name in enumerate(COCO)}
    frames = [
        {
            "frame_id": at + 1,
            "instances": [
                {
                    "keypoints": points[:, :2].round(1).tolist(),
                    "keypoint_scores": points[:, 2].round(2).tolist(),
                }
            ],
        }
        for at, points in enumerate(whole)
    ]
    content = {"meta_info": {"keypoint_id2name": names}, "instance_info": frames}
    path.write_text(json.dumps(content), encoding="utf-8")


def write_landmark_samples(folder):
    """Write the sample of every landmark and joint-angle format."""
    write_npy(folder / "keypoints-npy.npy")
    write_npz(folder / "keypoints-npz.npz")
    write_trc(folder / "trc.trc")
    write_mot(folder / "opensim-angles.mot")
    write_angles_csv(folder / "joint-angles-csv.csv")
    write_landmarks_csv(folder / "landmarks-csv.csv")
    write_openpose(folder / "openpose-json.json")
    write_mmpose(folder / "mmpose-json.json")
