"""Asks the tool from Python: python3 python/test_bayesmeasure.py, with BAYESMEASURE naming the command."""

import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import bayesmeasure

X = 0.1 * np.arange(40)
SCATTER = (np.arange(40) + 1) * 7 % 5 - 2
SHORT = {"sweeps": 100, "chains": 2, "figure": "none"}


class Tests(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def test_a_line_is_that_of_least_squares(self):
        y = 1 + 3 * X + 0.01 * SCATTER
        answer = bayesmeasure.line(X, y, np.full(40, 0.02), figure="none", out=self.folder.name)
        (slope, offset), covariance = np.polyfit(X, y, 1, w=np.full(40, 50.0), cov="unscaled")
        error = np.sqrt(covariance[0, 0])
        self.assertIn("Selected: line", answer.verdict)
        self.assertEqual(answer.draws["slope"].shape, (4, 4000))
        self.assertLess(abs(answer.draws["slope"].mean() - slope), 5 * error / np.sqrt(16000))
        self.assertLess(abs(answer.draws["slope"].std() - error), 5 * error / np.sqrt(16000))
        self.assertLess(abs(answer.draws["offset"].mean() - offset), 0.001)

    def test_draws_are_the_same_in_both_files(self):
        y = 2 * np.exp(-((X - 1.8) ** 2) / 0.4) + 0.3 + 0.02 * SCATTER
        answer = bayesmeasure.peaks(X, y, peaks="1", background="constant", out=self.folder.name, **SHORT)
        try:
            posterior = answer.dataset()
        except ImportError:
            self.skipTest("no xarray")
        np.testing.assert_array_equal(posterior["center"].to_numpy()[..., 0], answer.draws["center[1]"])

    def test_curves_are_joined(self):
        first, second = (height * np.exp(-((X - 1.8) ** 2) / 0.4) + 0.02 * SCATTER for height in (2, 1))
        answer = bayesmeasure.join((X, first), (X, second), model="1 gaussian", out=self.folder.name, **SHORT)
        self.assertIn("Join", answer.verdict)

    def test_what_the_tool_refuses_is_an_error(self):
        with self.assertRaises(bayesmeasure.BayesMeasureError) as caught:
            bayesmeasure.peaks(X, X, peaks="4..1", out=self.folder.name)
        self.assertEqual(caught.exception.exit_code, 64)
        self.assertIn("did you mean 1..4?", str(caught.exception))
        with self.assertRaises(ValueError):
            bayesmeasure.line(X, X[:-1], out=self.folder.name)


if __name__ == "__main__":
    unittest.main()
