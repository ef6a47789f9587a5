namespace BayesMeasure.Explorers;

/// <summary>Numbers side by side, wherever they lie: on the host or on a device.</summary>
public interface IVector
{
    /// <summary>One of the numbers.</summary>
    double this[int index] { get; set; }
}
