using BayesMeasure.Models;

namespace BayesMeasure.Posteriors;

/// <summary>
/// Says of what kind a term is: its component or its span model, and which of its parameters is the amplitude (-1: none).
/// </summary>
internal sealed class TermKind : IModelVisitor<(object Kind, int Amplitude)>
{
    public (object Kind, int Amplitude) VisitComponent<TComponent>()
        where TComponent : struct, IComponent =>
        (typeof(TComponent), TComponent.Amplitude is string name ? TComponent.ParameterNames.ToList().IndexOf(name) : -1);

    public (object Kind, int Amplitude) VisitSpanModel(ISpanModel model) => (model, -1);
}
