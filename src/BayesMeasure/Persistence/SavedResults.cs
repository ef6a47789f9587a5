using System.Text.Json.Nodes;
using BayesMeasure.Inference;
using BayesMeasure.Summaries;
using static BayesMeasure.Persistence.JsonFields;

namespace BayesMeasure.Persistence;

/// <summary>
/// Keeps single results in files, as <see cref="SavedComparisons"/> keeps comparisons: what is in a file comes back equal, and
/// what needs the data or the model refuses.
/// </summary>
/// <example>
/// <code>
/// result.Save("fit.json");
/// Result later = Result.Load("fit.json");
/// </code>
/// </example>
public static class SavedResults
{
    extension(Result result)
    {
        /// <summary>Saves a single result.</summary>
        /// <param name="path">The file; one that is there is replaced.</param>
        /// <param name="withDraws">Whether the draws are saved, about 20 bytes a number.</param>
        /// <exception cref="NotSupportedException">The result was itself read from a file: copy that.</exception>
        public void Save(string path, bool withDraws = true)
        {
            ArgumentNullException.ThrowIfNull(result);
            SavedTarget.RequireOwn(result);
            Write(path, Of(result, withDraws));
        }

        /// <summary>Reads a single result back.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="InvalidDataException">
        /// The file is damaged, of another kind, or of a newer version; the message says where.
        /// </exception>
        public static Result Load(string path) => ResultReader.ReadResult(path);
    }

    private static JsonObject Of(Result result, bool withDraws)
    {
        PosteriorSummary summary = result.Summary;
        JsonObject diagnostics = new()
        {
            ["ordered_by"] = summary.OrderedBy,
            ["models"] = new JsonArray(RunJson.Diagnostics(null, result, null, null, null)),
            ["parameters"] = SummaryJson.Errors(summary),
            ["peaks"] = SummaryJson.Peaks(result.Peaks),
        };
        if (withDraws)
        {
            diagnostics["draws"] = new JsonArray(RunJson.Draws(result));
        }

        return new()
        {
            ["schema"] = Schema,
            ["seed"] = result.Seed,
            ["logZ"] = Number(result.FreeEnergy.LogEvidence),
            ["logZ_se"] = Number(result.FreeEnergy.StandardError),
            ["free_energy"] = Number(result.FreeEnergy.FreeEnergy),
            ["parameters"] = SummaryJson.Parameters(summary),
            ["noise"] = SummaryJson.Noise(summary),
            ["diagnostics"] = diagnostics,
        };
    }
}
