using BayesMeasure.Inference;
using BayesMeasure.Summaries;

namespace BayesMeasure.Export.Tables;

/// <summary>A column of whole numbers or of others.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">One value a draw.</param>
internal sealed record DrawColumn(string Name, double[] Values);

/// <summary>The draws as a table: a row a draw, those of a chain after each other.</summary>
/// <param name="Chains">The chain of each row.</param>
/// <param name="Draws">The draw of each row.</param>
/// <param name="Columns">The unknowns, log_likelihood and log_prior.</param>
internal sealed record DrawTable(int[] Chains, int[] Draws, IReadOnlyList<DrawColumn> Columns)
{
    /// <summary>The name of the column of chains.</summary>
    public const string Chain = "chain";

    /// <summary>The name of the column of draws.</summary>
    public const string Draw = "draw";

    /// <summary>The table of a result.</summary>
    /// <exception cref="NotSupportedException">The draws were not kept.</exception>
    public static DrawTable Of(Result result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Draws draws = result.Summary.Draws;
        (int Chain, int Draw)[] rows =
        [
            .. from chain in Enumerable.Range(0, draws.Chains)
               from draw in Enumerable.Range(0, draws.Count)
               select (chain, draw),
        ];
        return new(
            [.. rows.Select(row => row.Chain)],
            [.. rows.Select(row => row.Draw)],
            [
                .. draws.Parameters.Select((parameter, position) =>
                    new DrawColumn(parameter.Name, [.. draws.Of(position).SelectMany(chain => chain)])),
                new("log_likelihood", [.. rows.Select(row => draws.LogLikelihood(row.Chain, row.Draw))]),
                new("log_prior", [.. rows.Select(row => draws.LogPrior(row.Chain, row.Draw))]),
            ]);
    }
}
