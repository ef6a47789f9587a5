namespace BayesMeasure.Problems.Seeds;

/// <summary>
/// How the C library of this machine rounds elementary functions, which differs between systems in the last digit. Where it does,
/// the numbers of a seed differ, too, and nothing is wrong.
/// </summary>
public static class ElementaryFunctions
{
    private const int Arguments = 2000;

    private static readonly Func<double, double>[] Functions =
    [
        x => Math.Exp(x - 20), Math.Log, x => Math.Pow(x, 1.7), x => Math.Pow(1.3, -x), Math.Sin, Math.Cos, Math.Tan,
        x => Math.Tanh(x / 20), x => Math.Sinh(x / 20), Math.Atan, x => Math.Atan2(x, 7), x => Math.Asin(x / 100),
        x => Math.Acos(x / 100), Math.Log10, Math.Cbrt,
    ];

    /// <summary>A hash of many values of all functions.</summary>
    public static IEnumerable<string> Fingerprints { get; } = ["values: " + Fingerprint.Hash(
        from function in Functions
        from i in Enumerable.Range(1, Arguments)
        select function(i * 0.0499))];
}
