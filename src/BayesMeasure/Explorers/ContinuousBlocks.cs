using BayesMeasure.Posteriors;

namespace BayesMeasure.Explorers;

/// <summary>The blocks of a target without their indicators, which have no direction to move in.</summary>
internal static class ContinuousBlocks
{
    /// <summary>The positions of each block that has at least so many continuous parameters.</summary>
    /// <param name="target">What is sampled.</param>
    /// <param name="wholePoint">Whether all parameters are one block.</param>
    /// <param name="fewest">The fewest continuous parameters a block is kept with.</param>
    public static int[][] Of(ITarget target, bool wholePoint, int fewest) =>
        [.. (wholePoint ? [[.. target.Blocks.SelectMany(block => block)]] : target.Blocks)
            .Select(block => block.Where(position => !target.Parameters[position].Prior.IsDiscrete).ToArray())
            .Where(block => block.Length >= fewest)];
}
