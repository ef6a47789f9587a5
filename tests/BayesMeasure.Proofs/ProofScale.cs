namespace BayesMeasure.Proofs;

/// <summary>How much work the proofs do: short under a test run, long where BAYESMEASURE_PROOFS=long asks for it.</summary>
internal static class ProofScale
{
    /// <summary>The environment variable that makes the proofs long.</summary>
    public const string Variable = "BAYESMEASURE_PROOFS";

    /// <summary>The value of the variable that does.</summary>
    public const string Long = "long";

    private const int SeedFactor = 4;
    private const int SweepFactor = 4;

    private static bool IsLong => Environment.GetEnvironmentVariable(Variable) == Long;

    /// <summary>The number of inputs that are tried: of the short form, or of the long one.</summary>
    public static int Inputs(int few, int many) => IsLong ? many : few;

    /// <summary>The number of seeds, given that of the short form.</summary>
    public static int Seeds(int count) => IsLong ? SeedFactor * count : count;

    /// <summary>One value in the short form, another one in the long.</summary>
    public static T Choose<T>(T shortForm, T longForm) => IsLong ? longForm : shortForm;

    /// <summary>The number of recorded sweeps, given that of the short form.</summary>
    public static int Sweeps(int count) => IsLong ? SweepFactor * count : count;
}
