using System.Text.Json;

namespace LineThroughOrigin;

/// <summary>Writes result.json: the free energies of the example, and every curve with its points.</summary>
internal static class SelectionFile
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(
        string path,
        IReadOnlyList<(string Treatment, DesignComparison Comparison)> example,
        IReadOnlyList<SelectionPanel> panels)
    {
        using FileStream file = File.Create(path);
        JsonSerializer.Serialize(
            file,
            new
            {
                Schema = 1,
                Example = example.Select(entry => new
                {
                    entry.Treatment,
                    Designs = entry.Comparison.Candidates.Select((candidate, i) => new
                    {
                        candidate.Name,
                        FreeEnergy = entry.Comparison.FreeEnergies[i],
                        Probability = entry.Comparison.Probabilities()[i],
                        Coefficients = entry.Comparison.Posteriors[i].Mean.ToArray(),
                    }),
                }),
                Selection = panels,
            },
            Format);
    }
}
