namespace BayesMeasure.Plotting;

/// <summary>What one data set says in a <see cref="SelectionMapFigure"/>.</summary>
/// <param name="Best">The position of the best model, from 0; null where there is none, which is drawn in grey.</param>
/// <param name="IsDecided">Whether the best model can be told apart from all others; where it cannot, its colour is pale.</param>
public readonly record struct SelectionMapCell(int? Best, bool IsDecided);
