"""Vectors as rows: the same products as column by column."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restride.signal.columns import along_axis, as_rows, cross, dot, turned_by, unit_length

VECTORS = np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 2.0]])


def test_rows_are_the_columns_turned_over():
    assert as_rows(VECTORS).tolist() == [[1.0, 0.0], [2.0, -1.0], [3.0, 2.0]]


def test_products_by_hand():
    rows = as_rows(VECTORS)

    assert dot(rows, rows).tolist() == [14.0, 5.0]
    assert dot(rows, np.array([1.0, 0.0, 0.0])).tolist() == [1.0, 0.0]
    assert cross(as_rows(np.eye(3)[:1]), as_rows(np.eye(3)[1:2])).tolist() == [[0], [0], [1]]
    assert along_axis(VECTORS, np.array([1.0, 1.0, 1.0])).tolist() == [6.0, 1.0]


def test_a_vector_of_no_length_stays_what_it_is():
    found = unit_length(as_rows(np.array([[0.0, 0.0, 0.0], [0.0, 3.0, 4.0]])))

    assert found[:, 0].tolist() == [0.0, 0.0, 0.0]
    assert found[:, 1].tolist() == pytest.approx([0.0, 0.6, 0.8])


@given(st.lists(st.integers(-50, 50), min_size=12, max_size=12))
def test_turning_by_a_matrix_is_the_matrix_product(values):
    matrix = np.array(values[:9], dtype=float).reshape(3, 3)
    vectors = np.array([values[9:]], dtype=float)

    assert turned_by(vectors, matrix) == pytest.approx(vectors @ matrix.T)
