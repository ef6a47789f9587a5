namespace BayesMeasure.Proofs;

/// <summary>A fact that needs the folder of shared data: skipped, with a message, where it is not there.</summary>
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (SharedData.Folder == null)
        {
            Skip = "No folder 'shared/data' beside the checkout.";
        }
    }
}
