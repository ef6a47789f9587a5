using System.Numerics.Tensors;
using BayesMeasure.Diffraction.Lines;
using BayesMeasure.Diffraction.Patterns;
using BayesMeasure.Numerics;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Diffraction.Search;

/// <summary>
/// The problem of <see cref="PhaseSearch"/> as a target for replica exchange: of each candidate a gate "present[k]" (0 or 1),
/// a "height[k]" in
/// units of its prior's scale and a "strain[k]" in units of the largest one; of all together "zero" and "width" in degrees. The
/// background is integrated out.
/// </summary>
/// <remarks>
/// Errors of line intensities are not part of it, and size broadening, texture and B are those of the structures: it is what
/// independent checks
/// of gates are made with, and no way to search fast.
/// </remarks>
public sealed class PhaseTarget : ITarget
{
    private const int OwnUnknowns = 3;

    private readonly SearchContext context;
    private readonly double scale;
    private readonly double[] heightScales;
    private readonly double[] data;
    private readonly double[][] basis;
    private readonly double logRootWeights;
    private readonly InstrumentProfile instrument;

    private PhaseTarget(SearchContext context, double scale, InstrumentProfile instrument)
    {
        (this.context, this.scale, this.instrument) = (context, scale, instrument);
        heightScales = context.HeightScales();
        basis = BackgroundColumns.Orthonormal(BackgroundColumns.Weighted(context.Points, context.Options.BackgroundDegree));
        data = [.. context.Points.Counts.Zip(context.Points.RootWeights, (count, root) => count * root)];
        logRootWeights = context.Points.RootWeights.Sum(Math.Log);
        double share = Math.Min(0.5, context.Options.ExpectedPhases / context.Candidates.Length);
        List<Parameter> parameters = [];
        for (int k = 1; k <= context.Candidates.Length; k++)
        {
            parameters.Add(new($"present[{k}]", "present", k, null, Prior.Bernoulli(share)));
            parameters.Add(new($"height[{k}]", "height", k, null, Prior.HalfNormal(1)));
            parameters.Add(new($"strain[{k}]", "strain", k, null, Prior.Uniform(-1, 1)));
        }

        parameters.Add(new("zero", "zero", null, "°", Prior.Normal(instrument.Zero, 0.02)));
        parameters.Add(new("width", "width", null, "°", Prior.Uniform(0.5 * instrument.Width, 2 * instrument.Width)));
        Parameters = parameters;
        Blocks =
        [
            .. Enumerable.Range(0, context.Candidates.Length)
                .Select(k => (int[])[.. Enumerable.Range(OwnUnknowns * k, OwnUnknowns)]),
            [parameters.Count - 2, parameters.Count - 1],
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<int>> Blocks { get; }

    /// <summary>Sets the problem.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="candidates">What each candidate shows, with different names.</param>
    /// <param name="instrument">About where and how wide lines are, such as <see cref="PhaseSearchResult.Instrument"/>.</param>
    /// <param name="overDispersion">c: by how much variances are larger than those of counts; above 0.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static PhaseTarget Of(
        MeasuredPattern pattern,
        IReadOnlyList<ReferencePattern> candidates,
        InstrumentProfile instrument,
        double overDispersion,
        PhaseSearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(candidates);
        PhaseSearchOptions choice = options ?? new();
        choice.RequireValid();
        instrument.RequireValid();
        return overDispersion > 0 && double.IsFinite(overDispersion)
            ? new(new(pattern, candidates, choice), overDispersion, instrument)
            : throw new ArgumentException($"The over-dispersion is {overDispersion}: above 0.", nameof(overDispersion));
    }

    /// <summary>The position of the gate of a candidate among the parameters; its height and strain follow.</summary>
    /// <param name="candidate">The name of the candidate.</param>
    /// <exception cref="ArgumentException">No candidate has the name.</exception>
    public int PositionOf(string candidate)
    {
        int k = Array.FindIndex(context.Candidates, one => one.Name == candidate);
        return k >= 0
            ? OwnUnknowns * k
            : throw new ArgumentException($"There is no candidate {candidate}.", nameof(candidate));
    }

    /// <inheritdoc/>
    public ITargetState CreateState() => new State(this);

    /// <summary>A column with the place at which it was computed.</summary>
    private sealed class PlacedColumn(int count)
    {
        public double[] Values { get; } = new double[count];

        public (double Strain, double Zero, double Width) Place { get; set; } = (double.NaN, 0, 0);
    }

    private sealed class State : ITargetState
    {
        private readonly PhaseTarget target;
        private readonly double[] values;
        private readonly double[] trial;
        private readonly double[] residual;

        // Of each candidate the column at the current point and that of the last trial.
        private readonly (PlacedColumn Current, PlacedColumn Trial)[] columns;
        private double trialLogLikelihood;

        public State(PhaseTarget target)
        {
            this.target = target;
            values = new double[target.Parameters.Count];
            trial = new double[values.Length];
            residual = new double[target.data.Length];
            columns = [.. target.context.Candidates.Select(_ =>
                (new PlacedColumn(residual.Length), new PlacedColumn(residual.Length)))];
        }

        public ReadOnlySpan<double> Values => values;

        public ReadOnlySpan<double> TrialValues => trial;

        public double LogLikelihood { get; private set; }

        public void Set(ReadOnlySpan<double> values)
        {
            values.CopyTo(trial);
            trialLogLikelihood = Evaluate();
            Accept();
        }

        public double Propose(ReadOnlySpan<int> positions, ReadOnlySpan<double> values)
        {
            this.values.CopyTo(trial, 0);
            for (int i = 0; i < positions.Length; i++)
            {
                trial[positions[i]] = values[i];
            }

            trialLogLikelihood = Evaluate();
            return trialLogLikelihood;
        }

        public void Accept()
        {
            trial.CopyTo(values, 0);
            LogLikelihood = trialLogLikelihood;
            for (int k = 0; k < columns.Length; k++)
            {
                if (values[OwnUnknowns * k] > 0.5 && columns[k].Current.Place != PlaceOf(k))
                {
                    columns[k] = (columns[k].Trial, columns[k].Current);
                }
            }
        }

        /// <summary>-1/2 of the squared residual beside the background, over c, with the constants of the noise.</summary>
        private double Evaluate()
        {
            target.data.CopyTo(residual, 0);
            for (int k = 0; k < columns.Length; k++)
            {
                if (trial[OwnUnknowns * k] > 0.5)
                {
                    double height = trial[OwnUnknowns * k + 1] * target.heightScales[k];
                    TensorPrimitives.MultiplyAdd(ColumnOf(k), -height, residual, residual);
                }
            }

            double misfit = InnerProduct.Of(residual, residual);
            foreach (double[] column in target.basis)
            {
                double share = InnerProduct.Of(column, residual);
                misfit -= share * share;
            }

            double constants = Math.Log(2 * Math.PI * target.scale);
            return target.logRootWeights - 0.5 * misfit / target.scale
                - 0.5 * (residual.Length - target.basis.Length) * constants;
        }

        private (double Strain, double Zero, double Width) PlaceOf(int k) =>
            (trial[OwnUnknowns * k + 2], trial[^2], trial[^1]);

        private double[] ColumnOf(int k)
        {
            (double strain, double zero, double width) = PlaceOf(k);
            if (columns[k].Current.Place == (strain, zero, width))
            {
                return columns[k].Current.Values;
            }

            PlacedColumn column = columns[k].Trial;
            if (column.Place != (strain, zero, width))
            {
                target.context.Candidates[k].Evaluate(
                    target.instrument with { Zero = zero, Width = width },
                    new() { Strain = strain * target.context.Options.LargestStrain },
                    plane: null,
                    column.Values);
                TensorPrimitives.Multiply(column.Values, target.context.Points.RootWeights, column.Values);
                column.Place = (strain, zero, width);
            }

            return column.Values;
        }
    }
}
