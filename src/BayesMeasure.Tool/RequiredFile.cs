using BayesMeasure.CommandLine;

namespace BayesMeasure.Tool;

/// <summary>Commands that make no data of their own need a file.</summary>
internal static class RequiredFile
{
    /// <summary>The settings, which name a file.</summary>
    /// <param name="settings">What the user says of the data.</param>
    /// <param name="command">The name of the command.</param>
    /// <exception cref="UserErrorException">No file is named.</exception>
    public static DataSettings Of(DataSettings settings, string command) => settings.Path is not null
        ? settings
        : throw new UserErrorException($"{command}: name the file with the data, such as: bayesmeasure {command} data.csv");
}
