namespace BayesMeasure.Inference;

/// <summary>What it takes to make the draws of a result once more.</summary>
internal interface IRecordedRound
{
    /// <summary>Makes the first draws once more, in one thread, and compares them bit for bit.</summary>
    /// <param name="result">The result that is checked.</param>
    /// <param name="sweeps">The number of recorded sweeps, at least 2, at most all.</param>
    ReproducibilityReport Repeat(Result result, int sweeps);
}
