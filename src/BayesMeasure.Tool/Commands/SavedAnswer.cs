using BayesMeasure.CommandLine;
using BayesMeasure.Comparison;
using BayesMeasure.Inference;
using BayesMeasure.Persistence;

namespace BayesMeasure.Tool.Commands;

/// <summary>A result.json that was read back: a comparison of models, or a single result.</summary>
/// <param name="Path">The file.</param>
/// <param name="Comparison">The comparison; null where it is a single result.</param>
/// <param name="Single">The single result; null where it is a comparison.</param>
internal sealed record SavedAnswer(string Path, ModelComparison? Comparison, Result? Single)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserErrorException">It is none of both.</exception>
    public static SavedAnswer Read(string path)
    {
        if (!File.Exists(path))
        {
            throw UserErrorException.OfData($"{path}: there is no such file. Name the result.json of an earlier run.");
        }

        try
        {
            return new(path, ModelComparison.Load(path), Single: null);
        }
        catch (InvalidDataException no) when (no.Message.Contains("Result.Load", StringComparison.Ordinal))
        {
            return new(path, Comparison: null, Result.Load(path));
        }
    }

    /// <summary>The result of one model.</summary>
    /// <param name="model">Its name; null for the best one.</param>
    /// <exception cref="UserErrorException">There is no such model.</exception>
    public Result ResultOf(string? model) => (Comparison, model) switch
    {
        (null, null) => Single!,
        (null, _) => throw new UserErrorException($"--model {model}: {Path} has one model alone. Leave --model out."),
        (_, null) => Comparison.Best.Result,
        _ => Comparison.Models.FirstOrDefault(known => known.Name == model)?.Result ?? throw new UserErrorException(
            $"--model {model}: {Path} has {string.Join(", ", Comparison.Models.Select(known => known.Name))}."),
    };
}
