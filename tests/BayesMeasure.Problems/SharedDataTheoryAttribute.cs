namespace BayesMeasure.Problems;

/// <summary>A theory that needs the folder of shared data: skipped, with a message, where it is not there.</summary>
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute()
    {
        if (SharedData.Folder == null)
        {
            Skip = "No folder 'shared/data' beside the checkout.";
        }
    }
}
