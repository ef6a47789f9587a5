namespace BayesMeasure.Models.Relaxation;

/// <summary>
/// A decay as an instrument of finite resolution records it, such as photons that are counted one by one after a laser pulse:
/// y(t) = int R(s) m(t - s - shift) ds, where m is the decay after a pulse of no length, 0 before it, and R the normalised
/// <see cref="InstrumentResponse"/>.
/// </summary>
/// <remarks>
/// <para>
/// Parameters: those of the decay, and "shift", by how much the decay comes later than the response says, in units of x. Where
/// several decays are added, each is convolved by itself,
/// <c>ForwardModel.Curve(new ConvolvedDecay(decay, response)).Repeat(2)</c>, and the prior shares the shift:
/// <c>Repeat(2, shared: "shift")</c>. A background is no part of the decay: it is added to the convolution.
/// </para>
/// <para>
/// The response is constant over each of its bins, and the decay is integrated over them by Gauss-Legendre quadrature from its
/// jump on; there is no error of first order in the width of a bin. Where the abscissae lie on a lattice of the response's step,
/// the integrals are shared by all of them.
/// </para>
/// </remarks>
public sealed class ConvolvedDecay : ICurveModel
{
    private const string Shift = "shift";
    private const double OnLattice = 1e-6;

    // Gauss and Legendre's nodes and weights for four points on (0, 1).
    private static readonly double[] Nodes = [0.06943184420297371, 0.33000947820757187, 0.6699905217924281, 0.9305681557970263];
    private static readonly double[] Shares =
        [0.17392742256872693, 0.32607257743127307, 0.32607257743127307, 0.17392742256872693];

    private readonly ForwardModel decay;
    private readonly InstrumentResponse response;
    private readonly double[] weights;
    private double[] times = [];
    private double[] values = [];
    private double[] summand = [];
    private double[] bins = [];

    /// <summary>Puts an instrument before a decay.</summary>
    /// <param name="decay">
    /// The decay after a pulse of no length at 0, such as <c>ForwardModel.Of&lt;StretchedDecay&gt;()</c>.
    /// </param>
    /// <param name="response">The response of the instrument.</param>
    /// <exception cref="ArgumentException">The decay has a parameter that is named "shift".</exception>
    /// <exception cref="ArgumentOutOfRangeException">The response's period is not above 0 and finite.</exception>
    public ConvolvedDecay(ForwardModel decay, InstrumentResponse response)
    {
        ArgumentNullException.ThrowIfNull(decay);
        ArgumentNullException.ThrowIfNull(response);
        response.RequireValid();
        if (decay.ParameterNames.Contains(Shift))
        {
            throw new ArgumentException(
                "The decay has a parameter 'shift', which is that of the instrument. Give it a label.", nameof(decay));
        }

        this.decay = decay;
        this.response = response;
        weights = [.. response.Weights];
        ParameterNames = [.. decay.ParameterNames, Shift];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ParameterNames { get; }

    /// <inheritdoc/>
    public ICurveModel ForReplica() => new ConvolvedDecay(decay, response);

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        // The window of the last bin at the first abscissa begins here.
        double origin = x[0] - parameters[^1] - response.Start - (weights.Length - 0.5) * response.Step;
        if (LatticeLength(x) is { } length)
        {
            Integrate(origin, length + weights.Length - 1, parameters[..^1]);
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = Sum((int)Math.Round((x[i] - x[0]) / response.Step));
            }

            return;
        }

        for (int i = 0; i < x.Length; i++)
        {
            Integrate(origin + x[i] - x[0], weights.Length, parameters[..^1]);
            y[i] = Sum(0);
        }
    }

    /// <summary>
    /// How many lattice points lie between the first and the last abscissa, where all lie on the lattice; else null.
    /// </summary>
    private int? LatticeLength(ReadOnlySpan<double> x)
    {
        double length = 0;
        foreach (double value in x)
        {
            double place = (value - x[0]) / response.Step;
            if (place < -OnLattice || Math.Abs(place - Math.Round(place)) > OnLattice)
            {
                return null;
            }

            length = Math.Max(length, Math.Round(place));
        }

        // A few points far apart are cheaper one by one.
        return length <= (double)x.Length * weights.Length ? (int)length + 1 : null;
    }

    /// <summary>
    /// The response times the means of the decay over its bins: the response's first bin saw the decay's latest time.
    /// </summary>
    private double Sum(int first)
    {
        double sum = 0;
        for (int j = 0; j < weights.Length; j++)
        {
            sum += weights[j] * bins[first + weights.Length - 1 - j];
        }

        return sum;
    }

    /// <summary>The mean of the decay over each of so many bins after an origin, with what earlier pulses have left.</summary>
    private void Integrate(double origin, int count, ReadOnlySpan<double> parameters)
    {
        Reserve(count);
        bins.AsSpan(0, count).Clear();
        int pulses = response.Period is null ? 0 : response.EarlierPulses;
        for (int pulse = 0; pulse <= pulses; pulse++)
        {
            double delay = pulse == 0 ? 0 : pulse * response.Period!.Value;
            Place(origin + delay, count);
            EvaluateDecay(count * Nodes.Length, parameters);
            for (int bin = 0; bin < count; bin++)
            {
                double width = Width(origin + delay + bin * response.Step);
                for (int node = 0; width > 0 && node < Nodes.Length; node++)
                {
                    bins[bin] += width / response.Step * Shares[node] * values[bin * Nodes.Length + node];
                }
            }
        }
    }

    /// <summary>The part of a bin that lies after the pulse.</summary>
    private double Width(double left) => Math.Clamp(left + response.Step, 0, response.Step);

    private void Place(double origin, int count)
    {
        for (int bin = 0; bin < count; bin++)
        {
            double left = origin + bin * response.Step;
            double width = Width(left);
            for (int node = 0; node < Nodes.Length; node++)
            {
                times[bin * Nodes.Length + node] = Math.Max(left, 0) + width * Nodes[node];
            }
        }
    }

    private void EvaluateDecay(int count, ReadOnlySpan<double> parameters)
    {
        values.AsSpan(0, count).Clear();
        for (int t = 0; t < decay.Terms.Count; t++)
        {
            Term term = decay.Terms[t];
            term.Evaluate(times.AsSpan(0, count), parameters[..term.ParameterNames.Count], summand.AsSpan(0, count));
            parameters = parameters[term.ParameterNames.Count..];
            for (int i = 0; i < count; i++)
            {
                values[i] += summand[i];
            }
        }
    }

    private void Reserve(int count)
    {
        if (bins.Length >= count)
        {
            return;
        }

        bins = new double[count];
        times = new double[count * Nodes.Length];
        values = new double[times.Length];
        summand = new double[times.Length];
    }
}
