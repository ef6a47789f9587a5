namespace BayesMeasure.Models;

/// <summary>
/// Hands the type behind a term of a <see cref="ForwardModel"/> to a generic method: how an engine binds its loops to it.
/// </summary>
/// <typeparam name="TResult">What the visit makes.</typeparam>
public interface IModelVisitor<out TResult>
{
    /// <summary>Visits a component that is written as a generic struct.</summary>
    TResult VisitComponent<TComponent>()
        where TComponent : struct, IComponent;

    /// <summary>Visits a curve model.</summary>
    TResult VisitCurveModel(ICurveModel model);
}
