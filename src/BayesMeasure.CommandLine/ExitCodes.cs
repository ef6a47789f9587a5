namespace BayesMeasure.CommandLine;

/// <summary>How a program ends: 0 where all was done, else one of these.</summary>
/// <param name="Arguments">The arguments are wrong.</param>
/// <param name="Data">A file holds something else, is not there, or does not fit the question.</param>
/// <param name="ModelFailed">A model failed.</param>
/// <param name="OutputFailed">Something could not be written.</param>
/// <param name="Stopped">It was stopped before its end.</param>
public sealed record ExitCodes(int Arguments, int Data, int ModelFailed, int OutputFailed, int Stopped)
{
    /// <summary>All was done.</summary>
    public const int Success = 0;

    /// <summary>The numbers of sysexits, as batches have them; 75 means that the same command goes on.</summary>
    public static ExitCodes Standard { get; } = new(64, 65, 70, 74, 75);

    /// <summary>Those of the samples.</summary>
    public static ExitCodes Plain { get; } = new(2, 2, 1, 74, 130);
}
