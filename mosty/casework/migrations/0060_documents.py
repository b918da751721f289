import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


def renew_guard(apps, schema_editor):
    """The old guard of notes' versions refuses every change, the new one lets keys be changed. It is put back after the migration."""
    where = " ON casework_noteversion" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS casework_noteversion_stays{where}")


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0055_their_words'),
        ('clients', '0040_glass'),
        ('directory', '0040_profession'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('passport', 'passport'), ('identity', 'identity card of another country'), ('residence-card', 'residence card'), ('visa', 'visa'), ('decision', 'decision of an office'), ('letter', 'letter of an office'), ('application', 'application, form'), ('contract', 'contract'), ('school', 'school paper, diploma'), ('civil', 'birth, marriage or death certificate'), ('medical', 'medical paper'), ('legal', 'paper of a court or lawyer'), ('proxy', 'power of attorney, consent on paper'), ('other', 'something else')], max_length=16)),
                ('note_class', models.CharField(choices=[('reception', 'for reception'), ('casework', 'for the team'), ('psychologist', 'confidential: psychologist'), ('lawyer', 'confidential: lawyer')], help_text='who opens it: whoever reads such notes', max_length=12)),
                ('sealed', models.TextField(help_text='title as typed, and in a second line the name of the file as given (core.crypt)')),
                ('content_type', models.CharField(help_text='what is in it, by its bytes', max_length=20)),
                ('size', models.PositiveIntegerField(help_text='bytes, as it is kept')),
                ('digest', models.CharField(help_text='keyed hash of the bytes as they came: the same file again', max_length=64)),
                ('stored', models.CharField(blank=True, help_text='name in the vault; empty once a virus was found', max_length=32)),
                ('scan', models.CharField(choices=[('off', 'not scanned'), ('waiting', 'waits for the virus scanner'), ('clean', 'scanned'), ('infected', 'a virus was found')], max_length=8)),
                ('expires_on', models.DateField(blank=True, help_text='last day on which the document itself is valid', null=True)),
                ('keep_until', models.DateField(db_index=True, help_text="on this day the file is destroyed; Poland's calendar")),
                ('submission', models.UUIDField(help_text='of the form: sent twice, kept once')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='clients.client')),
                ('encounter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='documents', to='casework.encounter')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organization')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at'],
                'constraints': [models.UniqueConstraint(fields=('submission', 'digest'), name='document_once_a_form'), models.UniqueConstraint(condition=models.Q(('stored', ''), _negated=True), fields=('stored',), name='document_own_file'), models.CheckConstraint(condition=models.Q(('kind__in', ['passport', 'identity', 'residence-card', 'visa', 'decision', 'letter', 'application', 'contract', 'school', 'civil', 'medical', 'legal', 'proxy', 'other'])), name='document_kind_known'), models.CheckConstraint(condition=models.Q(('note_class__in', ['reception', 'casework', 'psychologist', 'lawyer'])), name='document_class_known'), models.CheckConstraint(condition=models.Q(('content_type__in', ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'])), name='document_type_known'), models.CheckConstraint(condition=models.Q(('sealed', ''), _negated=True), name='document_words_sealed'), models.CheckConstraint(condition=models.Q(models.Q(('scan', 'infected'), ('stored', '')), models.Q(('scan__in', ['off', 'waiting', 'clean']), models.Q(('stored', ''), _negated=True)), _connector='OR'), name='document_infected_has_no_file')],
            },
        ),
        migrations.RunPython(renew_guard, migrations.RunPython.noop),
    ]
