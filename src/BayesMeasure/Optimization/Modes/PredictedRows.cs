namespace BayesMeasure.Optimization.Modes;

/// <summary>What a mode predicts, row by row of its curves, and how heavily each row weighs.</summary>
/// <param name="Predictions">The predictions; empty where there are none.</param>
/// <param name="Roots">For each, the square root of its weight: one over the standard deviation of its noise.</param>
internal sealed record PredictedRows(double[] Predictions, double[] Roots)
{
    /// <summary>
    /// Whether predictions are no further apart, in units of the noise: what the data can tell two modes apart by. Two draws of
    /// one Gaussian posterior are at a distance whose square is, on average, twice the number of unknowns.
    /// </summary>
    /// <param name="squaredDistance">The square of the distance.</param>
    /// <param name="other">What another mode of the same target predicts.</param>
    public bool IsWithin(double squaredDistance, PredictedRows other)
    {
        double squared = 0;
        for (int row = 0; row < Math.Min(Predictions.Length, other.Predictions.Length) && squared <= squaredDistance; row++)
        {
            double apart = Roots[row] * (Predictions[row] - other.Predictions[row]);
            squared += apart * apart;
        }

        return Predictions.Length > 0 && other.Predictions.Length > 0 && squared <= squaredDistance;
    }
}
