namespace BayesMeasure.Explorers;

/// <summary>Numbers side by side that can be read, wherever they lie: on the host or on a device.</summary>
internal interface IVector
{
    /// <summary>One of the numbers.</summary>
    double this[int index] { get; }
}
