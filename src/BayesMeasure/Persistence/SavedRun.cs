using BayesMeasure.Inference;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Posteriors;
using BayesMeasure.Priors;

namespace BayesMeasure.Persistence;

/// <summary>What a file tells of the method that found a result.</summary>
/// <param name="Method">The name of the method.</param>
/// <param name="Statements">What backed the answer.</param>
internal sealed record SavedRun(string Method, IReadOnlyList<string> Statements) : InferenceReport
{
    /// <inheritdoc/>
    public override string Method { get; } = Method;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Statements { get; } = Statements;
}

/// <summary>What was asked, as far as a file tells: the unknowns with their priors, but neither data nor model.</summary>
/// <param name="file">The path of the file.</param>
/// <param name="draws">The draws that were read.</param>
internal sealed class SavedTarget(string file, Draws draws) : ITarget
{
    private string File => file;

    public IReadOnlyList<Parameter> Parameters => draws.Parameters;

    public IReadOnlyList<IReadOnlyList<int>> Blocks => [[.. Enumerable.Range(0, Parameters.Count)]];

    /// <summary>What was read from a file lacks the model, and with it a part of what would be written.</summary>
    public static void RequireOwn(Result result)
    {
        if (result.Target is SavedTarget saved)
        {
            throw new NotSupportedException($"This was read from {saved.File}, which holds all of it: copy that file.");
        }
    }

    public ITargetState CreateState() => throw new NotSupportedException(
        $"{file} holds what was found, but neither the data nor the model: set up the posterior again to evaluate it.");
}

/// <summary>A prior whose text no parser knows: it was made by a program of one's own.</summary>
internal sealed record SavedPrior(string Text, string File) : Distribution
{
    public override Coordinate Coordinate => Coordinate.Linear;

    public override double Minimum => throw Refusal;

    public override double Maximum => throw Refusal;

    public override double Mean => throw Refusal;

    public override double StandardDeviation => throw Refusal;

    private NotSupportedException Refusal => new($"{File} names the prior {Text}, which is none of this library's own.");

    public override double LogDensity(double value) => throw Refusal;

    public override double CumulativeProbability(double value) => throw Refusal;

    public override double Draw(RandomStream random) => throw Refusal;

    public override string ToString() => Text;
}
