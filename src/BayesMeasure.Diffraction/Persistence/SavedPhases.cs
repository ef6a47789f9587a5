using System.Text.Json.Nodes;
using BayesMeasure.Diffraction.Search;
using BayesMeasure.Persistence;
using static BayesMeasure.Persistence.JsonFields;

namespace BayesMeasure.Diffraction.Persistence;

/// <summary>
/// Keeps what was found in patterns in files, as JSON that other programs read too (docs/phase-search.md has the fields), and
/// reads it back: what is in a file comes back equal, and may be the start of another search.
/// </summary>
/// <example>
/// <code>
/// result.Save("phases.json");
/// PhaseSearchResult later = PhaseSearchResult.Load("phases.json");
/// </code>
/// </example>
public static class SavedPhases
{
    extension(PhaseSearchResult result)
    {
        /// <summary>Saves what was found in a pattern.</summary>
        /// <param name="path">The file; one that is there is replaced.</param>
        /// <param name="withCurves">
        /// Whether the pattern, the fit and its phases are saved, about 20 bytes a number. Without them, a result that is read
        /// back has phases and verdict, and draws no figure.
        /// </param>
        /// <exception cref="NotSupportedException">Curves are wanted, and the result was itself read without them.</exception>
        public void Save(string path, bool withCurves = true)
        {
            ArgumentNullException.ThrowIfNull(result);
            JsonObject file = new() { ["schema"] = Schema };
            PhaseJson.Add(file, result, withCurves);
            Write(path, file);
        }

        /// <summary>Reads what was found in a pattern back.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="InvalidDataException">
        /// The file is damaged, of another kind, or of a newer version; the message says where.
        /// </exception>
        public static PhaseSearchResult Load(string path) => PhaseReader.Read(path);

        /// <summary>Reads the results of a series back, and where each pattern was measured.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="InvalidDataException">
        /// The file is damaged, of another kind, or of a newer version; the message says where.
        /// </exception>
        public static IReadOnlyList<(double At, PhaseSearchResult Result)> LoadSeries(string path) =>
            PhaseReader.ReadSeries(path);
    }

    /// <summary>Saves what was found in the patterns of a series.</summary>
    /// <param name="series">Where each pattern was measured, such as its temperature, and what was found in it.</param>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="axis">What these numbers are, such as "temperature (°C)".</param>
    /// <param name="withCurves">Whether patterns, fits and their phases are saved.</param>
    /// <exception cref="NotSupportedException">Curves are wanted, and a result was itself read without them.</exception>
    public static void SaveSeries(
        this IEnumerable<(double At, PhaseSearchResult Result)> series, string path, string axis, bool withCurves = true)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(axis);
        Write(path, new()
        {
            ["schema"] = Schema,
            ["axis"] = axis,
            ["patterns"] = JsonFields.Array(series, one =>
            {
                JsonObject pattern = new() { ["at"] = Number(one.At) };
                PhaseJson.Add(pattern, one.Result, withCurves);
                return pattern;
            }),
        });
    }
}
