namespace TrainApp.Vision.Conversion;

/// <summary>
/// Work on a list by all cores whose results are taken in the order of the list. Only a few results wait at a time, so
/// that memory does not grow with the list.
/// </summary>
internal static class OrderedWork
{
    /// <summary>Items that one task works on: a task for each costs more than reading a small file.</summary>
    private const int Batch = 16;

    /// <param name="items">The list.</param>
    /// <param name="work">What to do with an item; on several threads at a time.</param>
    /// <param name="take">Takes a result; on the caller's thread, one after the other.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static void Run<TItem, TResult>(
        IReadOnlyList<TItem> items, Func<TItem, TResult> work, Action<TResult> take, CancellationToken cancellationToken)
    {
        var ahead = new Queue<Task<TResult[]>>();
        try
        {
            for (var start = 0; start < items.Count; start += Batch)
            {
                var from = start;
                ahead.Enqueue(Task.Run(() => Work(from), cancellationToken));
                if (ahead.Count > 2 * Environment.ProcessorCount) TakeNext();
            }

            while (ahead.Count > 0) TakeNext();
        }
        finally
        {
            // Whoever made this fail must find nobody at work on files any more.
            foreach (var rest in ahead) rest.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
        }

        TResult[] Work(int from)
        {
            var results = new TResult[Math.Min(Batch, items.Count - from)];
            for (var i = 0; i < results.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                results[i] = work(items[from + i]);
            }

            return results;
        }

        void TakeNext()
        {
            foreach (var result in ahead.Dequeue().GetAwaiter().GetResult())
            {
                cancellationToken.ThrowIfCancellationRequested();
                take(result);
            }
        }
    }
}
