namespace BayesMeasure.Explorers;

/// <summary>Numbers side by side that can be changed.</summary>
internal interface IMutableVector : IVector
{
    /// <summary>Changes one of the numbers.</summary>
    void Put(int index, double value);
}
