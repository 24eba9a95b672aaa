using Microsoft.JSInterop;

namespace TrainApp.Gui.Assets;

/// <summary>A call into the browser that did not come through: the tab is closed or away, or its script could not be loaded.</summary>
internal static class PageGone
{
    /// <summary>Whether an exception means that; the page does without what was called.</summary>
    public static bool Is(Exception exception) => exception is JSDisconnectedException or JSException or OperationCanceledException;
}
