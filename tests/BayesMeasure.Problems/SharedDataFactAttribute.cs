namespace BayesMeasure.Problems;

/// <summary>A fact that needs the folder of shared data: skipped, with a message, where it is not there.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (SharedData.Folder == null)
        {
            Skip = "No folder 'shared/data' beside the checkout.";
        }
    }
}
