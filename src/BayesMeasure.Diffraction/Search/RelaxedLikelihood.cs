using System.Numerics.Tensors;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// The log likelihood of a <see cref="RelaxedProfile"/>: of each candidate a gate "present[k]", a "height[k]" in units of tau, a
/// "strain[k]" and a "size[k]" in units of their reach, and of all together what shifts and widens lines, in standard deviations
/// of its prior. Used by one thread at a time; an evaluation allocates nothing.
/// </summary>
/// <remarks>
/// The level of the noise is unknown, and not below that of counts: ln L = -n/2 ln(level) - Q / (2 level) at its best level
/// max(Q/n, least), n the number of independent points.
/// </remarks>
internal sealed class RelaxedLikelihood(RelaxedProfile profile)
{
    /// <summary>The unknowns of a candidate.</summary>
    public const int OwnUnknowns = 4;

    private static readonly string[] SharedNames = ["zero", "displacement", "width", "slope", "mixing"];

    // A relaxed gate that is less open is shut.
    private const double LeastOpen = 1e-9;

    private readonly double[] amplitudes = new double[profile.Columns.Length];
    private readonly double[] b = new double[profile.Count];
    private readonly double[] rest = new double[profile.Count];

    /// <summary>The profile as a target with derivatives.</summary>
    public static LogLikelihoodTarget TargetOf(RelaxedProfile profile)
    {
        Prior prior = new();
        foreach ((int k, RelaxedColumn column) in profile.Columns.Index())
        {
            prior += new Prior
            {
                [$"present[{k + 1}]"] = Prior.Bernoulli(1 / (1 + Math.Exp(-column.LogOdds))),
                [$"height[{k + 1}]"] = Prior.HalfNormal(1),
                [$"strain[{k + 1}]"] = Prior.Normal(0, 1),
                [$"size[{k + 1}]"] = Prior.Normal(0, 1),
            };
        }

        foreach ((int i, string name) in SharedNames.Index())
        {
            (double offset, double precision) = profile.SharedPriors[i];
            prior += new Prior { [name] = Prior.Normal(-offset * Math.Sqrt(precision), 1) };
        }

        int count = OwnUnknowns * profile.Columns.Length + SharedNames.Length;
        ThreadLocal<(RelaxedLikelihood Likelihood, double[] Slopes)> own = new(() => (new(profile), new double[count]));
        return new(
            prior,
            values => own.Value.Likelihood.Evaluate(values, own.Value.Slopes),
            (values, gradient) => own.Value.Likelihood.Evaluate(values, gradient))
        {
            RelaxesIndicators = true,
        };
    }

    /// <summary>The log likelihood and its derivatives by the values.</summary>
    public double Evaluate(ReadOnlySpan<double> values, Span<double> gradient)
    {
        ReadOnlySpan<double> shared = values[(OwnUnknowns * amplitudes.Length)..];
        profile.Projections.CopyTo(rest, 0);
        for (int k = 0; k < amplitudes.Length; k++)
        {
            Open(k, values.Slice(OwnUnknowns * k, OwnUnknowns), shared);
        }

        double misfit = profile.Square
            - TensorPrimitives.Dot<double>(b, rest) - TensorPrimitives.Dot<double>(b, profile.Projections);
        double level = Math.Max(misfit / profile.Independent, profile.LeastLevel);
        gradient.Clear();
        Span<double> byShared = gradient[(OwnUnknowns * amplitudes.Length)..];
        for (int k = 0; k < amplitudes.Length; k++)
        {
            int own = OwnUnknowns * k;
            AddSlopes(k, values.Slice(own, OwnUnknowns), shared, 1 / level, gradient.Slice(own, OwnUnknowns), byShared);
        }

        return -0.5 * profile.Independent * Math.Log(level) - 0.5 * misfit / level;
    }

    /// <summary>The numbers of a candidate in b, and what they take off p.</summary>
    private void Open(int k, ReadOnlySpan<double> own, ReadOnlySpan<double> shared)
    {
        Span<double> of = b.AsSpan(RelaxedProfile.Rows * k, RelaxedProfile.Rows);
        of.Clear();
        amplitudes[k] = own[0] < LeastOpen ? 0 : own[0] * own[1] * profile.Columns[k].Scale;
        if (amplitudes[k] == 0)
        {
            return;
        }

        of[0] = amplitudes[k];
        of[1] = amplitudes[k] * own[2];
        of[2] = amplitudes[k] * own[3];
        TensorPrimitives.Multiply(shared, amplitudes[k], of[3..]);
        for (int i = 0; i < of.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(profile.Row(RelaxedProfile.Rows * k + i), -of[i], rest, rest);
        }
    }

    /// <summary>dQ/db is -2 times the rest.</summary>
    private void AddSlopes(
        int k,
        ReadOnlySpan<double> own,
        ReadOnlySpan<double> shared,
        double weight,
        Span<double> byOwn,
        Span<double> byShared)
    {
        ReadOnlySpan<double> left = rest.AsSpan(RelaxedProfile.Rows * k, RelaxedProfile.Rows);
        double scale = profile.Columns[k].Scale;
        double byAmplitude = weight
            * (left[0] + left[1] * own[2] + left[2] * own[3] + TensorPrimitives.Dot(left[3..], shared));
        byOwn[0] = byAmplitude * own[1] * scale;
        byOwn[1] = byAmplitude * own[0] * scale;
        byOwn[2] = weight * amplitudes[k] * left[1];
        byOwn[3] = weight * amplitudes[k] * left[2];
        TensorPrimitives.MultiplyAdd(left[3..], weight * amplitudes[k], byShared, byShared);
    }
}
