using BayesMeasure.Inference;
using BayesMeasure.Posteriors;

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
