using System.CommandLine;

namespace BayesMeasure.Tool;

/// <summary>The program bayesmeasure.</summary>
internal static class Program
{
    /// <summary>Does what the words ask for.</summary>
    /// <param name="args">The words after the name of the program.</param>
    public static Task<int> Main(string[] args)
    {
        var console = new InvocationConfiguration();
        return ToolProgram.Run(args, console.Output, console.Error, CancellationToken.None);
    }
}
