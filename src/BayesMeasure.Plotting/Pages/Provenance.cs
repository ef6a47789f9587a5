using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Posteriors;

namespace BayesMeasure.Plotting.Pages;

/// <summary>Where numbers come from: the data with their checksums, the model, the run, the library and the machine.</summary>
internal static class Provenance
{
    /// <summary>The table.</summary>
    /// <param name="result">What is reported in full.</param>
    /// <param name="models">The models that were compared; none for a single result.</param>
    /// <param name="remarks">What was decided about the data without being asked.</param>
    public static string Of(Result result, IReadOnlyList<ComparedModel> models, IReadOnlyList<string> remarks) => Markup.Table(
        ["what", "as it was"],
        [
            .. result.Target.Curves.Select(curve => (string[])["data", $"{curve.Measurement}"]),
            .. remarks.Select(remark => (string[])["remark", remark]),
            .. Description(result.Target).Select(entry => (string[])[entry.Name, entry.Text]),
            ["method", result.Report.Method],
            ["draws", string.Create(CultureInfo.InvariantCulture, $"{result.Draws.Chains} chains of {result.Draws.Count}")],
            ["how it ended", result.StopReason.Text],
            .. Seeds(result, models),
            ["library", $"BayesMeasure {VersionOf(typeof(Measurement).Assembly)}"],
            ["runtime", RuntimeInformation.FrameworkDescription],
            ["machine", string.Create(
                CultureInfo.InvariantCulture,
                $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Processors} processors")],
        ]);

    private static int Processors => Environment.ProcessorCount;

    /// <summary>What the target says of itself, the checksums of its data among it.</summary>
    private static IEnumerable<(string Name, string Text)> Description(ITarget target) => target.Description;

    private static IEnumerable<string[]> Seeds(Result result, IReadOnlyList<ComparedModel> models) => models.Count == 0
        ? [["seed", result.Seed.ToString(CultureInfo.InvariantCulture)]]
        : models.Select(model =>
            (string[])[$"seed of {model.Name}", model.Result.Seed.ToString(CultureInfo.InvariantCulture)]);

    private static string VersionOf(Assembly library) =>
        library.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? library.GetName().Version!.ToString(3);
}
