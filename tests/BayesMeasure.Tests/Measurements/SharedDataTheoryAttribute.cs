namespace BayesMeasure.Tests.Measurements;

/// <summary>A theory that needs real data: skipped, with a message, where the data is not there.</summary>
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute()
    {
        if (SharedData.Folder == null)
        {
            Skip = "No folder 'shared/data' beside the checkout: tests on real data are skipped.";
        }
    }
}
