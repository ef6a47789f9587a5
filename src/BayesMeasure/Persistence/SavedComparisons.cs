using BayesMeasure.Comparison;
using BayesMeasure.DataIntegration;
using static BayesMeasure.Persistence.JsonFields;

namespace BayesMeasure.Persistence;

/// <summary>
/// Keeps comparisons in files, as JSON that other programs read too (docs/result-json.md), and reads them back. What is in a file
/// comes back equal. The data and the model are not in it: what needs them refuses.
/// </summary>
/// <example>
/// <code>
/// comparison.Save("result.json");
/// ModelComparison later = ModelComparison.Load("result.json");
/// Console.WriteLine(later.Under(ModelPrior.Geometric(0.5)));
/// </code>
/// </example>
public static class SavedComparisons
{
    extension(ModelComparison comparison)
    {
        /// <summary>Saves a comparison.</summary>
        /// <param name="path">The file; one that is there is replaced.</param>
        /// <param name="withDraws">
        /// Whether the draws of all models are saved, about 20 bytes a number. Without them, a comparison that is read back has
        /// verdict, free energies and probabilities, but no posteriors.
        /// </param>
        /// <param name="processorTime">The processor time that it took over all threads; null where that is not known.</param>
        /// <param name="wallTime">The time that it took by the clock; null where that is not known.</param>
        /// <exception cref="NotSupportedException">The comparison was itself read from a file: copy that.</exception>
        public void Save(
            string path, bool withDraws = true, TimeSpan? processorTime = null, TimeSpan? wallTime = null)
        {
            ArgumentNullException.ThrowIfNull(comparison);
            foreach (WeighedModel model in comparison.Models)
            {
                SavedTarget.RequireOwn(model.Result);
            }

            Write(path, ComparisonJson.Of(comparison, withDraws, processorTime, wallTime));
        }

        /// <summary>Reads a comparison back.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="InvalidDataException">
        /// The file is damaged, of another kind, or of a newer version; the message says where.
        /// </exception>
        public static ModelComparison Load(string path) => ResultReader.ReadComparison(path);
    }

    /// <summary>Saves whether measurements should be joined, for other programs.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="processorTime">The processor time that it took over all threads; null where that is not known.</param>
    /// <param name="wallTime">The time that it took by the clock; null where that is not known.</param>
    public static void Save(
        this IntegrationComparison comparison, string path, TimeSpan? processorTime = null, TimeSpan? wallTime = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        Write(path, IntegrationJson.Of(comparison, processorTime, wallTime));
    }
}
