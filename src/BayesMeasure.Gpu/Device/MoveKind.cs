namespace BayesMeasure.Gpu.Device;

/// <summary>What a step of a sweep does with a replica.</summary>
internal enum MoveKind
{
    /// <summary>Evaluates the present point from scratch: how a sweep begins.</summary>
    Stay,

    /// <summary>Draws all unknowns from the prior, and evaluates them from scratch: how a sweep of the hottest rung begins.</summary>
    DrawAll,

    /// <summary>Moves one continuous parameter: a <c>CoordinateWalk</c>.</summary>
    Walk,

    /// <summary>Gives an indicator one of its other values: a <c>CoordinateWalk</c>.</summary>
    Switch,

    /// <summary>Moves a block along its covariance: a <c>BlockWalk</c>.</summary>
    Block,

    /// <summary>Draws a component of a group from its prior: a <c>ComponentRedraw</c>.</summary>
    Redraw,

    /// <summary>Exchanges parameters between two components of a group: a <c>ComponentSwap</c>.</summary>
    Swap,
}
