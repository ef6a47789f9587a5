using System.Collections.Immutable;
using BayesMeasure.Models;

namespace BayesMeasure.Posteriors;

/// <summary>One evaluation of a term's curve under watch: what came out, or what is wrong with it.</summary>
internal sealed class CurveTrial
{
    /// <summary>What to do about a fault that a model may have at some parameters only.</summary>
    public const string Advice = "A model is a number wherever its prior reaches: narrow the prior, or correct the model. "
        + "Where it is impossible, a curve model writes double.PositiveInfinity, which has likelihood zero.";

    /// <summary>A NaN that no calculation makes: where it is left, nothing was written.</summary>
    private static readonly double Untouched = BitConverter.Int64BitsToDouble(0x7FF8_0000_0BAD_CAFE);

    private readonly Term term;
    private readonly ImmutableArray<double> x;
    private readonly double[] parameters;
    private bool inputsChanged;

    /// <summary>Evaluates the curve once.</summary>
    /// <param name="term">The term.</param>
    /// <param name="evaluate">How it is evaluated.</param>
    /// <param name="x">The abscissae.</param>
    /// <param name="parameters">One value a parameter of the term.</param>
    /// <exception cref="ArgumentException">The model breaks a rule that does not depend on the parameters.</exception>
    public CurveTrial(Term term, CurveEvaluation evaluate, ImmutableArray<double> x, double[] parameters)
    {
        this.term = term;
        this.x = x;
        this.parameters = parameters;
        try
        {
            Curve = Evaluate(evaluate, Untouched);
        }
        catch (Exception exception)
        {
            Fault = Thrown(exception);
            return;
        }

        if (inputsChanged)
        {
            throw Refusal(
                $"{Name} writes into the x or the parameters that it is given. These are shared: copy what is to be changed.");
        }

        int unwritten = Array.FindIndex(Curve, value => Same(value, Untouched));
        if (unwritten >= 0)
        {
            throw UnwrittenAt(unwritten, Evaluate(evaluate, 1)[unwritten]);
        }

        int broken = Array.FindIndex(Curve, double.IsNaN);
        Fault = broken < 0 ? null : $"{Name} is not a number (NaN) at {Place(broken)}, with {Point}.";
    }

    /// <summary>The curve; empty where the evaluation threw.</summary>
    public double[] Curve { get; } = [];

    /// <summary>That the model threw or was not a number, and where; null when all is well.</summary>
    public string? Fault { get; }

    private string Name => $"The model {term.ModelName}";

    private string Point => parameters.Length == 0 ? "no parameters" : string.Join(
        ", ", term.ParameterNames.Zip(parameters, (name, value) => FormattableString.Invariant($"{name} = {value:R}")));

    /// <summary>Requires the same curve from a later evaluation at the same parameters.</summary>
    /// <param name="again">A later evaluation at the same parameters.</param>
    /// <param name="who">By whom it was evaluated: "again", or "by another replica".</param>
    public void RequireSameCurve(CurveTrial again, string who)
    {
        int position = Enumerable.Range(0, Curve.Length)
            .FirstOrDefault(i => again.Fault is not null || !Same(Curve[i], again.Curve[i]), -1);
        if (position >= 0)
        {
            string now = again.Fault is null ? FormattableString.Invariant($"{again.Curve[position]:R}") : "a failure";
            throw Refusal(
                FormattableString.Invariant($"{Name} gives another curve when it is evaluated {who} at {Point}: y was ")
                + FormattableString.Invariant($"{Curve[position]:R} at {Place(position)}, and then {now}. ")
                + "The curve must depend on x and on the parameters alone: no random numbers without a fixed seed, "
                + "and nothing that one evaluation leaves to the next.");
        }
    }

    /// <summary>An error that is the model's.</summary>
    public static ArgumentException Refusal(string message) => new(message);

    private static bool Same(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    private double[] Evaluate(CurveEvaluation evaluate, double before)
    {
        double[] given = [.. x];
        double[] values = [.. parameters];
        double[] y = new double[x.Length];
        Array.Fill(y, before);
        evaluate(given, values, y);
        inputsChanged = !given.AsSpan().SequenceEqual(x.AsSpan()) || !values.AsSpan().SequenceEqual(parameters);
        return y;
    }

    private ArgumentException UnwrittenAt(int position, double otherwise) => Refusal(Same(otherwise, 1)
        ? $"{Name} leaves y at {Place(position)} unwritten. Evaluate must write every element of y, which is as long as x."
        : $"{Name} reads y at {Place(position)} before it is written. y holds anything at first: assign to it, do not add.");

    private string Thrown(Exception exception)
    {
        string hint = exception is IndexOutOfRangeException or ArgumentOutOfRangeException
            ? $" It names {parameters.Length} parameters and is given as many, and {x.Length} points."
            : "";
        return $"{Name} throws {exception.GetType().Name} ({TargetFault.MessageOf(exception)}) at {Point}.{hint}";
    }

    private string Place(int position) =>
        FormattableString.Invariant($"x = {x[position]:R} (point {position + 1} of {x.Length})");
}

/// <summary>Computes the curve of one term.</summary>
internal delegate void CurveEvaluation(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y);
