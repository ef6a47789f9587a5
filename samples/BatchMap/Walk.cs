using BayesMeasure.Batch;

namespace BatchMap;

/// <summary>All commands of a batch, one after the other, as a shell would run them.</summary>
public static class Walk
{
    /// <summary>From a map of spectra to a map of what was found; called again, it goes on.</summary>
    /// <param name="file">The spectra.</param>
    /// <param name="folder">The folder of the batch.</param>
    /// <param name="map">The map.</param>
    /// <returns>The exit code of the first command that does not end with 0, or 0.</returns>
    public static async Task<int> Run(string file, string folder, PeakMap map)
    {
        if (!File.Exists(file))
        {
            SyntheticMap.Write(file, map);
        }

        string maps = Path.Combine(folder, "maps.h5");
        string[][] commands =
        [
            ["plan", $"{file}::/entry/data", folder], ["work", folder], ["status", folder], ["merge", folder, "--hdf5", maps],
            ["verify", folder],
        ];
        foreach (string[] command in commands)
        {
            Console.WriteLine($"$ {string.Join(' ', command)}");
            int code = await BatchCommand.Run(command, PeakMap.Family, PeakMap.Options);
            if (code != 0)
            {
                return code;
            }
        }

        return MapDrawing.Draw(maps, Path.Combine(folder, "figure.png"));
    }
}
