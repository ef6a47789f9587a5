namespace BayesMeasure.Explorers;

/// <summary>What the moves of an <see cref="ExplorerStep"/> do, for engines that make them by code of their own.</summary>
public enum MoveKind
{
    /// <summary>Something that only the code of the explorer knows: an engine that does not run that code refuses it.</summary>
    Own,

    /// <summary>
    /// Moves one continuous parameter, whose position is the one block of the move, by a normal draw times its length. The
    /// lengths, one a parameter of the target, are learnt. The turn of a length is the number of the sweep plus the position.
    /// </summary>
    Walk,

    /// <summary>
    /// Gives an indicator, whose position is the one block of the move, one of its other values, each as likely as the next.
    /// </summary>
    Switch,

    /// <summary>
    /// Moves the one block of the move along its covariance, by the length of the move. What is learnt are the lengths, one a
    /// move, and behind them, move by move, the numbers of the <see cref="CovarianceRule"/>. The turn of a length is drawn.
    /// </summary>
    Block,

    /// <summary>Draws one of the blocks of the move, which are alike, from its prior.</summary>
    Redraw,

    /// <summary>
    /// Exchanges coordinates between two of the blocks of the move, which are alike, each with probability one half.
    /// </summary>
    Swap,
}
