using BayesMeasure.Measurements;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;
using BayesMeasure.Proofs.Linear;
using MathNet.Numerics.LinearAlgebra;

namespace BayesMeasure.Proofs.Nist;

/// <summary>
/// A linear set as one would sample it: every predictor runs from about -1 to 1 beside a constant (without one it is only
/// scaled), the coefficients are flat to ten times the largest |y|, and the noise is log-uniform up to there.
/// </summary>
internal sealed class ScaledSet
{
    private const double Reach = 10;
    private const double SmallestNoise = 1e-7;

    private readonly LinearSet set;
    private readonly double[] shifts;
    private readonly double[] scales;

    public ScaledSet(LinearSet set)
    {
        this.set = set;
        int columns = set.Design.ColumnCount;
        shifts = new double[columns];
        scales = new double[columns];
        for (int j = 0; j < columns; j++)
        {
            Vector<double> column = set.Design.Column(j);
            shifts[j] = j > 0 ? column.Average() : 0;
            scales[j] = (column - shifts[j]).AbsoluteMaximum();
        }
    }

    public Posterior Posterior
    {
        get
        {
            Matrix<double> design = set.Design.MapIndexed((_, j, value) => (value - shifts[j]) / scales[j]);
            double largest = Reach * set.Y.Max(Math.Abs);
            Prior prior = new() { [GaussianNoise.LevelName] = Prior.LogUniform(SmallestNoise * largest, largest) };
            ForwardModel model = ForwardModel.Curve(new DesignCurve(design));
            foreach (string name in model.ParameterNames)
            {
                prior += new Prior { [name] = Prior.Uniform(-largest, largest) };
            }
            var data = new Measurement(Enumerable.Range(0, set.Y.Length).Select(i => (double)i), set.Y);
            return new(data, model, GaussianNoise.Unknown, prior);
        }
    }

    /// <summary>NIST's coefficients of one draw, whose first value is the noise.</summary>
    public double[] ToCertified(ReadOnlySpan<double> draw)
    {
        double[] coefficients = draw[1..].ToArray();
        for (int j = 0; j < coefficients.Length; j++)
        {
            coefficients[j] /= scales[j];
            if (j > 0)
            {
                coefficients[0] -= shifts[j] * coefficients[j];
            }
        }

        return coefficients;
    }
}
