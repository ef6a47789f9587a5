namespace BayesMeasure.Models;

/// <summary>What a term's model is called in a message.</summary>
internal sealed class ModelName : IModelVisitor<string>
{
    private static readonly ModelName Instance = new();

    /// <summary>The name of the type that a term's model is written as; a function is told by its parameters.</summary>
    public static string Of(Term term) => term.Accept(Instance);

    public string VisitComponent<TComponent>()
        where TComponent : struct, IComponent => typeof(TComponent).Name;

    public string VisitSpanModel(ISpanModel model) => model is FunctionModel ? $"{model}" : model.GetType().Name;
}
