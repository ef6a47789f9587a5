namespace BayesMeasure.Priors;

/// <summary>
/// A distribution as numbers alone: its densities, its coordinate and its draws, in one form for all of the library's
/// distributions. An engine that cannot call a method of an object, such as a kernel of a GPU, evaluates and draws from it.
/// </summary>
/// <remarks>
/// The log density of the explored coordinate u of a value v is, for every continuous distribution but the beta,
/// <code>
/// LogConstant + CoordinateSlope u + ValueSlope v - z (z / 2 + Offset),  z = (w - Center) / Scale,
/// </code>
/// where w is u for a log-normal and v for any other, inside [Minimum, Maximum]; a term that a distribution has not has the
/// slope or the scale 0. The beta distribution adds the logarithm of the larger fraction, and indicators have their log
/// probabilities in a list beside, <see cref="Distribution.TableProbabilities"/>.
/// It is what <see cref="Distribution.LogCoordinateDensity"/> gives, to rounding, and a draw is that of
/// <see cref="Distribution.Draw"/> on the same random numbers.
/// </remarks>
public readonly record struct DistributionTable
{
    /// <summary>How it is drawn from.</summary>
    public required DistributionKind Kind { get; init; }

    /// <summary>The scale on which it is explored.</summary>
    public required Coordinate Coordinate { get; init; }

    /// <summary>The smallest possible value.</summary>
    public required double Minimum { get; init; }

    /// <summary>The largest possible value.</summary>
    public required double Maximum { get; init; }

    /// <summary>The constant of the log density.</summary>
    public double LogConstant { get; init; }

    /// <summary>What the log density gains with u; the shape of a gamma distribution, alpha of a beta distribution.</summary>
    public double CoordinateSlope { get; init; }

    /// <summary>What the log density gains with v: minus the rate.</summary>
    public double ValueSlope { get; init; }

    /// <summary>The mean of w, or its peak inside an interval.</summary>
    public double Center { get; init; }

    /// <summary>The standard deviation of w before any truncation, 0 where the log density has no square.</summary>
    public double Scale { get; init; }

    /// <summary>The distance of the centre from the location of a truncated normal, in scales.</summary>
    public double Offset { get; init; }

    /// <summary>The beta of a beta distribution, the length of ln x of a log-uniform one, the probability of an
    /// indicator.</summary>
    public double Second { get; init; }

    /// <summary>Where in the list of probabilities those of an indicator begin: 0 until an engine puts several into one
    /// list.</summary>
    public int FirstProbability { get; init; }

    /// <summary>Whether the density is 0 at the minimum and at the maximum themselves.</summary>
    private bool IsOpen => Kind is DistributionKind.LogNormal or DistributionKind.Gamma or DistributionKind.Beta;

    /// <summary><see cref="Distribution.LogDensity"/>.</summary>
    /// <typeparam name="TFunctions">The functions of the engine.</typeparam>
    /// <param name="functions">The functions of the engine, with its list of probabilities.</param>
    /// <param name="value">The value.</param>
    public double LogDensity<TFunctions>(TFunctions functions, double value)
        where TFunctions : struct, IDistributionFunctions
    {
        if (!IsInside(value) || (IsOpen && (value == Minimum || value == Maximum)))
        {
            return double.NegativeInfinity;
        }

        if (Coordinate == Coordinate.Discrete)
        {
            return LogProbability(functions, value);
        }

        if (Kind == DistributionKind.Beta)
        {
            return LogConstant + (CoordinateSlope - 1) * TFunctions.Log(value) + (Second - 1) * TFunctions.Log(1 - value);
        }

        // The density of the value itself lacks the Jacobian dv/du = v of a logarithmic coordinate.
        double slope = Coordinate == Coordinate.Logarithmic ? CoordinateSlope - 1 : CoordinateSlope;
        return LogFormula(value, ToCoordinate<TFunctions>(value), slope);
    }

    /// <summary><see cref="Distribution.LogCoordinateDensity"/>.</summary>
    /// <typeparam name="TFunctions">The functions of the engine.</typeparam>
    /// <param name="functions">The functions of the engine, with its list of probabilities.</param>
    /// <param name="value">The value.</param>
    /// <param name="coordinate">Its coordinate u.</param>
    public double LogCoordinateDensity<TFunctions>(TFunctions functions, double value, double coordinate)
        where TFunctions : struct, IDistributionFunctions
    {
        if (!IsInside(value))
        {
            return double.NegativeInfinity;
        }

        if (Coordinate == Coordinate.Discrete)
        {
            return LogProbability(functions, value);
        }

        return Kind == DistributionKind.Beta
            ? LogBeta<TFunctions>(value, coordinate)
            : LogFormula(value, coordinate, CoordinateSlope);
    }

    /// <summary><see cref="Distribution.ToCoordinate"/>.</summary>
    public double ToCoordinate<TFunctions>(double value)
        where TFunctions : struct, IDistributionFunctions => CoordinateScale.ToCoordinate<TFunctions>(Coordinate, value);

    /// <summary><see cref="Distribution.FromCoordinate"/>.</summary>
    public double FromCoordinate<TFunctions>(double coordinate)
        where TFunctions : struct, IDistributionFunctions => CoordinateScale.FromCoordinate<TFunctions>(Coordinate, coordinate);

    /// <summary>One exact, independent draw.</summary>
    /// <typeparam name="TFunctions">The functions of the engine.</typeparam>
    /// <typeparam name="TRandom">Where the random numbers come from.</typeparam>
    /// <param name="functions">The functions of the engine, with its list of probabilities.</param>
    /// <param name="random">The random numbers, which move on by what the draw takes.</param>
    public double Draw<TFunctions, TRandom>(TFunctions functions, ref TRandom random)
        where TFunctions : struct, IDistributionFunctions
        where TRandom : struct, IRandomDraws =>
        DistributionDraw<TFunctions, TRandom>.From(this, functions, ref random);

    /// <summary>
    /// The slope of a term times its variable; 0 for a term that is absent, also where the variable is infinite.
    /// </summary>
    private static double Term(double slope, double variable) => slope == 0 ? 0 : slope * variable;

    private bool IsInside(double value) => value >= Minimum && value <= Maximum;

    private double LogFormula(double value, double coordinate, double coordinateSlope)
    {
        double w = Kind == DistributionKind.LogNormal ? coordinate : value;
        double z = Scale == 0 ? 0 : (w - Center) / Scale;
        return LogConstant + Term(coordinateSlope, coordinate) + Term(ValueSlope, value) - z * (0.5 * z + Offset);
    }

    /// <summary>ln x and ln(1 - x) differ by u, so the larger of the two fractions gives both.</summary>
    private double LogBeta<TFunctions>(double value, double coordinate)
        where TFunctions : struct, IDistributionFunctions
    {
        double logarithm = TFunctions.Log(Math.Max(value, 1 - value));
        double slope = coordinate > 0 ? -Second : CoordinateSlope;
        return LogConstant + (CoordinateSlope + Second) * logarithm + slope * coordinate;
    }

    private double LogProbability<TFunctions>(TFunctions functions, double value)
        where TFunctions : struct, IDistributionFunctions =>
        value == (int)value ? functions.ProbabilityAt(FirstProbability + (int)value) : double.NegativeInfinity;
}
