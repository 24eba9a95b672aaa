namespace TrainApp.Preparation;

/// <summary>
/// Divides images, or groups of them, so that every class has the same share of its images on both sides, as near as may
/// be: iterative stratification (Sechidis, Tsoumakas, Vlahavas, 2011). The rarest class is dealt out first, each image to
/// the side that still lacks most of it. Images without objects count as a class of their own.
/// </summary>
internal sealed class StratifiedDraw
{
    private const int Passes = 20;

    private readonly (int Label, int Images)[][] _labels;
    private readonly int[] _sizes;
    private readonly int[] _totals;
    private readonly double[] _left;
    private readonly double[][] _needs;
    private readonly int[] _capacity;
    private readonly int _all;
    private readonly double _share;
    private readonly bool?[] _isVal;

    private StratifiedDraw(IReadOnlyList<IReadOnlyList<ImageItem>> groups, ProjectOutline outline, int classes, int val)
    {
        _labels = [.. groups.Select(group => LabelsOf(group, outline, classes))];
        _sizes = [.. groups.Select(group => group.Count)];
        _totals = new int[classes + 1];
        foreach (var labels in _labels)
        {
            foreach (var (label, images) in labels) _totals[label] += images;
        }

        _all = _sizes.Sum();
        _share = _all == 0 ? 0 : (double)val / _all;
        _left = [.. _totals.Select(total => (double)total)];
        _needs = [[.. _totals.Select(total => total * (1 - _share))], [.. _totals.Select(total => total * _share)]];
        _capacity = [_all - val, val];
        _isVal = new bool?[groups.Count];
    }

    /// <returns>For each group whether it is for validation.</returns>
    public static bool[] Choose(IReadOnlyList<IReadOnlyList<ImageItem>> groups, ProjectOutline outline, int classes, int val, SeededSequence random)
    {
        var draw = new StratifiedDraw(groups, outline, classes, val);
        draw.Deal(random);
        if (draw._sizes.Any(size => size > 1)) draw.Improve(val);
        return [.. draw._isVal.Select(isVal => isVal == true)];
    }

    private static (int Label, int Images)[] LabelsOf(IReadOnlyList<ImageItem> group, ProjectOutline outline, int classes)
    {
        var counts = new SortedDictionary<int, int>();
        foreach (var image in group)
        {
            var found = outline[image].Classes;
            if (found.Count == 0) counts[classes] = counts.GetValueOrDefault(classes) + 1;
            foreach (var (index, _) in found) counts[index] = counts.GetValueOrDefault(index) + 1;
        }

        return [.. counts.Select(pair => (pair.Key, pair.Value))];
    }

    private void Deal(SeededSequence random)
    {
        var order = Enumerable.Range(0, _sizes.Length).ToArray();
        random.Shuffle<int>(order);
        var holders = new List<(int Group, int Images)>[_totals.Length];
        foreach (var group in order)
        {
            foreach (var (label, images) in _labels[group]) (holders[label] ??= []).Add((group, images));
        }

        var labels = Enumerable.Range(0, _totals.Length).ToArray();
        random.Shuffle<int>(labels);
        while (Rarest(labels) is { } label)
        {
            // Large groups first: small ones then even out what they left uneven.
            foreach (var (group, _) in holders[label].OrderByDescending(holder => holder.Images)) Assign(group, label, ref random);
        }
    }

    private int? Rarest(int[] labels)
    {
        int? rarest = null;
        foreach (var label in labels)
        {
            if (_left[label] > 0 && (rarest is not { } known || _left[label] < _left[known])) rarest = label;
        }

        return rarest;
    }

    private void Assign(int group, int label, ref SeededSequence random)
    {
        if (_isVal[group] is not null) return;
        var side = SideFor(group, label, ref random);
        _isVal[group] = side == 1;
        _capacity[side] -= _sizes[group];
        foreach (var (own, images) in _labels[group])
        {
            _left[own] -= images;
            _needs[side][own] -= images;
        }
    }

    private int SideFor(int group, int label, ref SeededSequence random)
    {
        var (fitsTrain, fitsVal) = (_capacity[0] >= _sizes[group], _capacity[1] >= _sizes[group]);
        if (fitsTrain != fitsVal) return fitsVal ? 1 : 0;
        // Shares are sums of fractions: what differs by rounding alone is equal.
        var difference = fitsTrain ? _needs[1][label] - _needs[0][label] : 0;
        if (Math.Abs(difference) < 1e-9) difference = _capacity[1] - _capacity[0];
        if (difference == 0) return random.Below(2);
        return difference > 0 ? 1 : 0;
    }

    /// <summary>Moves groups to the other side as long as that brings shares and size nearer to the wanted ones; no side stays empty.</summary>
    private void Improve(int wanted)
    {
        var val = new double[_totals.Length];
        var (size, valGroups) = (0, 0);
        for (var group = 0; group < _sizes.Length; group++)
        {
            if (_isVal[group] == true) Count(group, 1);
        }

        if (_sizes.Length > 1 && (valGroups == 0 || valGroups == _sizes.Length)) Move(Enumerable.Range(0, _sizes.Length).MinBy(Change));
        for (var (pass, moved) = (0, true); moved && pass < Passes; pass++)
        {
            moved = false;
            for (var group = 0; group < _sizes.Length; group++)
            {
                var groups = valGroups + SignOf(group);
                if (groups <= 0 || groups >= _sizes.Length || Change(group) > -1e-12) continue;
                Move(group);
                moved = true;
            }
        }

        int SignOf(int group) => _isVal[group] == true ? -1 : 1;

        double Change(int group) => ChangeOf(group, SignOf(group), val, size, wanted);

        void Move(int group)
        {
            var sign = SignOf(group);
            _isVal[group] = sign > 0;
            Count(group, sign);
        }

        void Count(int group, int sign)
        {
            (size, valGroups) = (size + (sign * _sizes[group]), valGroups + sign);
            foreach (var (label, images) in _labels[group]) val[label] += sign * images;
        }
    }

    /// <summary>By how much the squared deviations of shares grow; the size of the side weighs as much as all classes together.</summary>
    private double ChangeOf(int group, int sign, double[] val, int size, int wanted)
    {
        var change = _totals.Length * (Square((double)(size + (sign * _sizes[group]) - wanted) / _all) - Square((double)(size - wanted) / _all));
        foreach (var (label, images) in _labels[group])
        {
            var deviation = (val[label] / _totals[label]) - _share;
            change += Square(deviation + ((double)sign * images / _totals[label])) - Square(deviation);
        }

        return change;
    }

    private static double Square(double value) => value * value;
}
